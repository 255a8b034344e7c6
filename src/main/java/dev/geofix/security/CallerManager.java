package dev.geofix.security;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.core.Authentication;
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
}
