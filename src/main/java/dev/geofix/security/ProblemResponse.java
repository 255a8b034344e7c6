package dev.geofix.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Lazy;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerExceptionResolver;

/** Answers what a filter refuses as if a controller had thrown it: {@link SecurityProblems} has the words, and every problem looks alike. */
@Component
class ProblemResponse {
    private final HandlerExceptionResolver advice;

    ProblemResponse(@Lazy @Qualifier("handlerExceptionResolver") HandlerExceptionResolver advice) {
        this.advice = advice;
    }

    void send(HttpServletRequest request, HttpServletResponse response, Exception refusal) throws IOException {
        if (advice.resolveException(request, response, null, refusal) == null) {
            response.sendError(HttpStatus.FORBIDDEN.value());
        }
    }
}
