package dev.geofix.security;

import dev.geofix.security.RateLimits.Cost;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;
import org.springframework.security.web.authentication.AuthenticationConverter;
import org.springframework.stereotype.Component;
import org.springframework.web.context.support.WebApplicationContextUtils;

/**
 * What a request shows: a key or token in {@code Authorization: Bearer} or {@code X-API-Key}. Nothing need be shown on a management port of its own, nor
 * while there are no keys.
 */
@Component
class CredentialsReader implements AuthenticationConverter {
    private static final String BEARER = "Bearer ";
    private static final String KEY = "X-API-Key";

    private final KeyRing keys;
    private final RateLimits limits;

    CredentialsReader(KeyRing keys, RateLimits limits) {
        this.keys = keys;
        this.limits = limits;
    }

    @Override
    public @Nullable Authentication convert(HttpServletRequest request) {
        if (isOnManagementPort(request) || keys.isKeyless()) {
            return Caller.local();
        }
        String shown = shown(request);
        // A key costs one hash. A token may cost a question to the server that signs them, which nobody may have us ask without end.
        if (shown != null && !shown.startsWith(ApiKey.PREFIX)
                && limits.isUsedUp(RateLimits.address(request), Cost.FAILED)) {
            throw new RefusedKeyException("This token was not looked at.", null, "limit");
        }
        return shown == null ? null : new BearerTokenAuthenticationToken(shown);
    }

    private static @Nullable String shown(HttpServletRequest request) {
        String key = request.getHeader(KEY);
        String authorization = request.getHeader(HttpHeaders.AUTHORIZATION);
        if (authorization == null) {
            return key == null || key.isBlank() ? null : key.strip();
        }
        if (key != null) {
            throw new RefusedKeyException("Show a key in Authorization or in X-API-Key, not in both.", null, "two");
        }
        if (!authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())
                || authorization.substring(BEARER.length()).isBlank()) {
            throw new RefusedKeyException("The header Authorization should be: Bearer KEY.", null, "malformed");
        }
        return authorization.substring(BEARER.length()).strip();
    }

    private static boolean isOnManagementPort(HttpServletRequest request) {
        return WebServerApplicationContext.hasServerNamespace(
                WebApplicationContextUtils.getWebApplicationContext(request.getServletContext()), "management");
    }
}
