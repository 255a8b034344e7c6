package dev.geofix.security;

import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.convert.converter.Converter;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationProvider;
import org.springframework.stereotype.Component;

/** Finds out who has shown a key or a token. */
@Component
class CallerManager implements AuthenticationManager {
    private final KeyRing keys;
    private final LastUse lastUse;
    private final @Nullable JwtAuthenticationProvider tokens;

    CallerManager(KeyRing keys, LastUse lastUse, SecuritySettings settings, ObjectProvider<JwtDecoder> decoder) {
        this.keys = keys;
        this.lastUse = lastUse;
        JwtDecoder found = decoder.getIfAvailable();
        if (found == null) {
            tokens = null;
        } else {
            tokens = new JwtAuthenticationProvider(found);
            tokens.setJwtAuthenticationConverter(new TokenCaller(settings.roleClaims()));
        }
    }

    /** @throws org.springframework.security.core.AuthenticationException when it is worth nothing */
    @Override
    public Authentication authenticate(Authentication shown) {
        if (!(shown instanceof BearerTokenAuthenticationToken bearer)) {
            return shown;
        }
        if (tokens == null || bearer.getToken().startsWith(ApiKey.PREFIX)) {
            KnownKey key = keys.require(bearer.getToken());
            lastUse.note(key);
            return Caller.of(key);
        }
        return tokens.authenticate(bearer);
    }

    /** The caller that a checked token speaks of. Its roles are those names in the configured claims that Geofix has; other names are passed over. */
    private record TokenCaller(List<String> roleClaims) implements Converter<Jwt, Caller> {
        @Override
        public Caller convert(Jwt token) {
            Set<Role> roles = EnumSet.noneOf(Role.class);
            roleClaims.stream().flatMap(claim -> names(token.getClaims(), claim))
                    .forEach(name -> Arrays.stream(Role.values()).filter(role -> role.label().equals(name))
                            .forEach(roles::add));
            List<GrantedAuthority> rights = roles.stream().flatMap(role -> role.authorities().stream()).distinct()
                    .toList();
            return Caller.ofToken(Objects.requireNonNullElse(token.getSubject(), "without subject"), rights);
        }

        /** A list of names, or one text with blanks between them, as in the claim scope. */
        private static Stream<String> names(Map<String, Object> claims, String claim) {
            Object found = find(claims, claim);
            Stream<?> values = found instanceof Collection<?> list
                    ? list.stream()
                    : found instanceof String text ? Arrays.stream(text.split("\\s+")) : Stream.empty();
            return values.map(value -> String.valueOf(value).toLowerCase(Locale.ROOT));
        }

        private static @Nullable Object find(Map<?, ?> claims, String claim) {
            Object whole = claims.get(claim);
            int dot = claim.indexOf('.');
            return whole == null && dot > 0 && claims.get(claim.substring(0, dot)) instanceof Map<?, ?> inner
                    ? find(inner, claim.substring(dot + 1))
                    : whole;
        }
    }
}
