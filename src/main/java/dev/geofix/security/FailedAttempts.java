package dev.geofix.security;

import dev.geofix.security.RateLimits.Cost;
import dev.geofix.security.RateLimits.TooManyRequestsException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.stereotype.Component;

/**
 * Answers requests without a valid key, up to a number a minute from one address. That is for the log and the network, not against guessing: nobody
 * guesses 256 bits. So a valid key is heard whatever else its address sends.
 */
@Component
class FailedAttempts implements AuthenticationEntryPoint, AuthenticationFailureHandler {
    private final RateLimits limits;
    private final ProblemResponse problems;

    FailedAttempts(RateLimits limits, ProblemResponse problems) {
        this.limits = limits;
        this.problems = problems;
    }

    /** Nothing was shown. */
    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException e)
            throws IOException {
        answer(request, response, e);
    }

    /** What was shown is worth nothing. */
    @Override
    public void onAuthenticationFailure(HttpServletRequest request, HttpServletResponse response,
            AuthenticationException e) throws IOException {
        request.setAttribute(AuditFilter.FAILURE, e);
        answer(request, response, e);
    }

    private void answer(HttpServletRequest request, HttpServletResponse response, AuthenticationException e)
            throws IOException {
        try {
            if (!(e instanceof AuthenticationServiceException)) {
                limits.count(RateLimits.address(request), Cost.FAILED);
            }
            problems.send(request, response, e);
        } catch (TooManyRequestsException tooMany) {
            problems.send(request, response, tooMany);
        }
    }
}
