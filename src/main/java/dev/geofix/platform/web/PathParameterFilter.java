package dev.geofix.platform.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses {@code ;} in a path. The container would cut off what follows it, and a call on {@code town;x} would change {@code town}.
 */
@Component
class PathParameterFilter extends OncePerRequestFilter {
    private static final String DETAIL = "An address cannot hold a semicolon; names are made without / \\ ; and %.";

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (request.getRequestURI().indexOf(';') < 0) {
            chain.doFilter(request, response);
            return;
        }
        Problem.write(request, response, HttpStatus.BAD_REQUEST, DETAIL);
    }
}
