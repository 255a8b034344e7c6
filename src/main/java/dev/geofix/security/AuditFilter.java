package dev.geofix.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/** Puts changing and administrative calls, and those whose key or token was not accepted, into the audit log when they have ended. */
final class AuditFilter extends OncePerRequestFilter {
    /** The exception with which a key or token was refused. */
    static final String FAILURE = AuditFilter.class.getName() + ".failure";

    /** The number under which the call was written down before it began. */
    private static final String BEGUN = AuditFilter.class.getName() + ".begun";
    private static final int LONGEST = 2000;

    private final AuditLog log;
    private final RouteRules rules;

    AuditFilter(AuditLog log, RouteRules rules) {
        this.log = log;
        this.rules = rules;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        int status = HttpStatus.INTERNAL_SERVER_ERROR.value();
        try {
            chain.doFilter(request, response);
            status = response.getStatus();
        } finally {
            AuthenticationException failure = (AuthenticationException) request.getAttribute(FAILURE);
            // Nothing has come of it, and whoever writes without end here would push out what stood there before.
            boolean isOverLimit = status == HttpStatus.TOO_MANY_REQUESTS.value();
            if (request.getAttribute(BEGUN) instanceof Long number) {
                log.end(number, status);
            } else if (!isOverLimit && (failure != null || rules.of(request).isAudited())) {
                log.add(entry(request, status, failure));
            }
        }
    }

    private static AuditLog.Entry entry(HttpServletRequest request, int status,
            @Nullable AuthenticationException failure) {
        Caller caller = SecurityContextHolder.getContext().getAuthentication() instanceof Caller known ? known : null;
        RefusedKeyException key = failure instanceof RefusedKeyException refused ? refused : null;
        return new AuditLog.Entry(Instant.now(),
                caller == null ? "none" : caller.kind().name().toLowerCase(Locale.ROOT),
                caller != null ? caller.id() : key != null ? key.id() : null, caller == null ? null : caller.getName(),
                request.getRemoteAddr(), request.getMethod(), path(request),
                status, failure == null ? null : key == null ? "token" : key.reason(), MDC.get("requestId"));
    }

    /** Stands behind the authorization, and writes down what is about to change something. */
    static final class Beginning extends OncePerRequestFilter {
        private final AuditLog log;
        private final RouteRules rules;

        Beginning(AuditLog log, RouteRules rules) {
            this.log = log;
            this.rules = rules;
        }

        @Override
        protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                throws ServletException, IOException {
            if (rules.of(request).isAudited()) {
                request.setAttribute(BEGUN, log.begin(entry(request, 0, null)));
            }
            chain.doFilter(request, response);
        }
    }

    private static String path(HttpServletRequest request) {
        String path = ApiKey.masked(request.getRequestURI());
        return path.length() > LONGEST ? path.substring(0, LONGEST) : path;
    }
}
