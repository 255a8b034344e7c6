package dev.geofix.security;

import dev.geofix.platform.web.BodyValve;
import dev.geofix.security.RateLimits.TooManyRequestsException;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/** Counts the requests of each key and subject. This machine without keys, and the management port, may ask as often as they like. */
final class RateLimitFilter extends OncePerRequestFilter {
    private final RateLimits limits;
    private final RouteRules rules;
    private final ProblemResponse problems;

    RateLimitFilter(RateLimits limits, RouteRules rules, ProblemResponse problems) {
        this.limits = limits;
        this.rules = rules;
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            if (SecurityContextHolder.getContext().getAuthentication() instanceof Caller caller
                    && caller.kind() != Caller.Kind.LOCAL) {
                String name = caller.kind() + " " + caller.id() + " " + caller.getName();
                BodyValve.setCaller(request, name);
                limits.count(name, rules.of(request).cost());
            }
        } catch (TooManyRequestsException e) {
            problems.send(request, response, e);
            return;
        }
        chain.doFilter(request, response);
    }
}
