package dev.geofix.platform.web;

import java.time.Duration;
import org.apache.coyote.BadRequestException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;

/**
 * The rest of a body is not read. Whoever reads it fails, and whatever that one answers, the container sends the request to {@link ErrorPage}.
 */
final class BodyRefusedException extends BadRequestException {
    private static final long serialVersionUID = 1;

    private final HttpStatus status;
    private final @Nullable Duration retryAfter;

    BodyRefusedException(HttpStatus status, String detail, @Nullable Duration retryAfter) {
        super(detail);
        this.status = status;
        this.retryAfter = retryAfter;
    }

    ResponseEntity<ProblemDetail> problem() {
        ResponseEntity.BodyBuilder answer = ResponseEntity.status(status);
        if (retryAfter != null) {
            answer.header(HttpHeaders.RETRY_AFTER, Long.toString(retryAfter.toSeconds()));
        }
        return answer.body(ProblemDetail.forStatusAndDetail(status, getMessage()));
    }
}
