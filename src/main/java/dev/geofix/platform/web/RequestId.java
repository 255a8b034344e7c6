package dev.geofix.platform.web;

import dev.geofix.platform.telemetry.LogContext;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * The name of a request in logs and answers: what the caller sent as {@value #HEADER}, where that is 1 to 64 letters, digits, dots, hyphens and underscores, else one
 * made here. Nothing else is let in, since it ends up in logs.
 */
public final class RequestId {
    public static final String HEADER = "X-Request-Id";
    /** Its name in a problem. */
    public static final String PROPERTY = "requestId";

    private static final String ATTRIBUTE = RequestId.class.getName();
    private static final Pattern SANE = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    private RequestId() {}

    /** The same at each call with the same request, whoever calls first. */
    public static String of(HttpServletRequest request) {
        if (request.getAttribute(ATTRIBUTE) instanceof String known) {
            return known;
        }
        String id = accept(request.getHeader(HEADER));
        request.setAttribute(ATTRIBUTE, id);
        return id;
    }

    private static String accept(@Nullable String sent) {
        return sent != null && SANE.matcher(sent).matches() ? sent : UUID.randomUUID().toString();
    }

    /** Names each request before anything else sees it: in its answer, and in all log lines of its threads. */
    @Component
    @Order(Ordered.HIGHEST_PRECEDENCE)
    static class Filter extends OncePerRequestFilter {
        @Override
        protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                throws ServletException, IOException {
            String id = RequestId.of(request);
            response.setHeader(RequestId.HEADER, id);
            try (MDC.MDCCloseable named = MDC.putCloseable(LogContext.REQUEST, id)) {
                chain.doFilter(request, response);
            }
        }

        /** The end of a stream, and the page of an error, are parts of the request too. */
        @Override
        protected boolean shouldNotFilterAsyncDispatch() {
            return false;
        }

        @Override
        protected boolean shouldNotFilterErrorDispatch() {
            return false;
        }
    }
}
