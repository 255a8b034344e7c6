package dev.geofix.locate;

import dev.geofix.image.ImageRejectedException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

@RestControllerAdvice(basePackageClasses = LocateController.class)
class LocateProblems {
    private static final String RETRY_SECONDS = "5";

    @ExceptionHandler
    ProblemDetail imageRejected(ImageRejectedException e) {
        HttpStatus status = switch (e.reason()) {
            case TOO_MANY_BYTES, TOO_LARGE -> HttpStatus.CONTENT_TOO_LARGE;
            case NOT_AN_IMAGE -> HttpStatus.UNSUPPORTED_MEDIA_TYPE;
            case EMPTY, TRUNCATED_OR_CORRUPT -> HttpStatus.BAD_REQUEST;
        };
        return ProblemDetail.forStatusAndDetail(status, e.getMessage());
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> notReady(NotReadyException e) {
        return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE).header(HttpHeaders.RETRY_AFTER, RETRY_SECONDS)
                .body(ProblemDetail.forStatusAndDetail(HttpStatus.SERVICE_UNAVAILABLE, e.getMessage()));
    }
}
