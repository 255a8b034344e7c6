package dev.geofix.security;

import java.util.Collection;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.GrantedAuthority;

/** A caller that is known, with its rights. Never holds what it has shown. */
final class Caller extends AbstractAuthenticationToken {
    private static final int LONGEST_NAME = 200;

    private final Kind kind;
    private final String id;
    private final String name;

    enum Kind {
        KEY, TOKEN,
        /** This machine, while there are no keys, or whoever reaches the management port. */
        LOCAL
    }

    private Caller(Kind kind, String id, String name, Collection<GrantedAuthority> rights) {
        super(rights);
        this.kind = kind;
        this.id = id;
        this.name = name;
        setAuthenticated(true);
    }

    static Caller of(KnownKey key) {
        return new Caller(Kind.KEY, key.id(), key.name(), key.role().authorities());
    }

    static Caller ofToken(String subject, Collection<GrantedAuthority> rights) {
        String name = subject.substring(0, Math.min(subject.length(), LONGEST_NAME));
        return new Caller(Kind.TOKEN, name, name, rights);
    }

    static Caller local() {
        return new Caller(Kind.LOCAL, "local", "local", Role.ADMIN.authorities());
    }

    Kind kind() {
        return kind;
    }

    String id() {
        return id;
    }

    @Override
    public String getName() {
        return name;
    }

    @Override
    public Object getPrincipal() {
        return name;
    }

    @Override
    public Object getCredentials() {
        return "";
    }
}
