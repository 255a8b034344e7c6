package dev.geofix.security;

import dev.geofix.security.RateLimits.TooManyRequestsException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.authorization.AuthorizationDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Why a caller gets nothing, and what would help. */
@RestControllerAdvice
class SecurityProblems {
    private static final Logger log = LoggerFactory.getLogger(SecurityProblems.class);
    private static final String CHALLENGE = "Bearer realm=\"geofix\"";
    private static final String WAY_OUT = " Send one in the header Authorization: Bearer KEY. Whoever runs this service makes "
            + "one with: java -jar geofix.jar keys create --name NAME --role ROLE";

    @ExceptionHandler
    ResponseEntity<ProblemDetail> unknownCaller(AuthenticationException e) {
        return switch (e) {
            case AuthenticationServiceException broken -> {
                log.warn("A token cannot be checked: {}", broken.getMessage());
                yield answer(HttpStatus.SERVICE_UNAVAILABLE,
                        "Tokens cannot be checked now, since the server that signs them "
                                + "does not answer. Try again in a while, or use a key.",
                        HttpHeaders.RETRY_AFTER, "30");
            }
            case RefusedKeyException refused -> challenge(", error=\"invalid_token\"", refused.getMessage());
            case OAuth2AuthenticationException refused -> challenge(", error=\"invalid_token\"",
                    "This token is not accepted: it must be signed for this service and be valid now.");
            default -> challenge("", "This call needs a key.");
        };
    }

    private static ResponseEntity<ProblemDetail> challenge(String error, @Nullable String reason) {
        return answer(HttpStatus.UNAUTHORIZED, reason + WAY_OUT, HttpHeaders.WWW_AUTHENTICATE, CHALLENGE + error);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> refused(AccessDeniedException e) {
        return answer(HttpStatus.FORBIDDEN, e instanceof AuthorizationDeniedException denied
                && denied.getAuthorizationResult() instanceof RouteRules.Decision decision
                        ? "This call needs the role " + decision.needed().label()
                                + ", which this key or token has not. All calls are described at /swagger-ui.html."
                        : e.getMessage());
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> tooMany(TooManyRequestsException e) {
        return answer(HttpStatus.TOO_MANY_REQUESTS, e.getMessage(), HttpHeaders.RETRY_AFTER,
                String.valueOf(e.retryAfterSeconds()));
    }

    /** The firewall's own words are for developers of Spring. Nobody has set headers on this answer yet. */
    @ExceptionHandler
    ResponseEntity<ProblemDetail> unsound(RequestRejectedException e) {
        log.debug("refused by the firewall: {}", e.getMessage());
        return answer(HttpStatus.BAD_REQUEST,
                "This request is not taken: an address cannot hold // or /../ or a semicolon, nor "
                        + "an escaped one of / \\ ; % . or a control character, and headers and parameters cannot hold control "
                        + "characters.",
                "X-Content-Type-Options", "nosniff");
    }

    /** @param header name, value, name, value … */
    private static ResponseEntity<ProblemDetail> answer(HttpStatus status, @Nullable String detail, String... header) {
        ResponseEntity.BodyBuilder answer = ResponseEntity.status(status)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON).cacheControl(CacheControl.noStore());
        for (int i = 0; i < header.length; i += 2) {
            answer.header(header[i], header[i + 1]);
        }
        return answer.body(ProblemDetail.forStatusAndDetail(status, detail));
    }
}
