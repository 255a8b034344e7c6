package dev.geofix.security;

import dev.geofix.platform.UnavailableException;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.filter.OncePerRequestFilter;

/** Answers what filters could not find out just now, such as whose a key is while the database of keys does not answer, as a controller's would be. */
final class OutageFilter extends OncePerRequestFilter {
    private final ProblemResponse problems;

    OutageFilter(ProblemResponse problems) {
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            chain.doFilter(request, response);
        } catch (UnavailableException e) {
            problems.send(request, response, e);
        }
    }
}
