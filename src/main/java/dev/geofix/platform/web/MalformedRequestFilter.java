package dev.geofix.platform.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses requests that make no sense. With an Accept that cannot be read no answer could be chosen, not even that of an error, which would stay empty; a
 * Content-Type with a wildcard would be taken for a fault of the service. Of a path the container would cut off what follows a {@code ;}, and a call on {@code town;x} would change {@code town}.
 */
@Component
class MalformedRequestFilter extends OncePerRequestFilter {
    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (!isReadable(request)) {
            Problem.write(request, response, HttpStatus.NOT_ACCEPTABLE,
                    "The header Accept cannot be read: write it as application/json, or leave it out.");
        } else if (String.valueOf(request.getContentType()).split(";", 2)[0].contains("*")) {
            Problem.write(request, response, HttpStatus.UNSUPPORTED_MEDIA_TYPE,
                    "The header Content-Type names one type, such as application/json, and cannot hold a *.");
        } else if (request.getRequestURI().indexOf(';') >= 0) {
            Problem.write(request, response, HttpStatus.BAD_REQUEST,
                    "An address cannot hold a semicolon; names are made without / \\ ; and %.");
        } else {
            chain.doFilter(request, response);
        }
    }

    private static boolean isReadable(HttpServletRequest request) {
        try {
            MediaType.parseMediaTypes(Collections.list(request.getHeaders(HttpHeaders.ACCEPT)));
            return true;
        } catch (InvalidMediaTypeException e) {
            return false;
        }
    }
}
