package dev.geofix.security;

import dev.geofix.platform.UserException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/** What a caller may do. Each role includes those before it. */
enum Role {
    /** Ask where photos were taken, and read galleries and models. */
    LOCATE,
    /** Change galleries, and look after their jobs. */
    GALLERY,
    /** Everything. */
    ADMIN;

    /** @throws UserException with the choices, when there is no such role */
    static Role of(String name) {
        return Arrays.stream(values()).filter(role -> role.label().equals(name.toLowerCase(Locale.ROOT))).findFirst()
                .orElseThrow(() -> new UserException("a role is " + Arrays.stream(values()).map(Role::label)
                        .collect(Collectors.joining(", ")) + ", not '" + name + "'"));
    }

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Of this role and those it includes, so that nobody need know the order. */
    List<GrantedAuthority> authorities() {
        return Arrays.stream(values()).filter(role -> role.compareTo(this) <= 0)
                .<GrantedAuthority>map(role -> new SimpleGrantedAuthority(role.authority())).toList();
    }

    boolean isHeldBy(Authentication caller) {
        return caller.isAuthenticated()
                && caller.getAuthorities().stream().anyMatch(held -> authority().equals(held.getAuthority()));
    }

    private String authority() {
        return "ROLE_" + name();
    }
}
