package dev.geofix.inference;

import dev.geofix.network.InvalidModelException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** For every feature that embeds: the model is away or busy, which passes. */
@RestControllerAdvice
class ModelProblems {
    private static final Duration LOADING = Duration.ofSeconds(5);

    @ExceptionHandler
    ResponseEntity<ProblemDetail> busy(EncoderBusyException e) {
        return unavailable(e.getMessage(), e.retryAfter());
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> noModel(NoActiveModelException e) {
        return unavailable(e.getMessage(), LOADING);
    }

    @ExceptionHandler
    ProblemDetail unknown(UnknownModelException e) {
        return ProblemDetail.forStatusAndDetail(HttpStatus.NOT_FOUND, e.getMessage());
    }

    /** Of an installed model: no caller can send one. */
    @ExceptionHandler
    ProblemDetail damaged(InvalidModelException e) {
        return ProblemDetail.forStatusAndDetail(HttpStatus.CONFLICT, "The model's files are damaged (" + e.getMessage()
                + "). Put its folder right, or choose another model.");
    }

    private static ResponseEntity<ProblemDetail> unavailable(@Nullable String detail, Duration retryAfter) {
        return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
                .header(HttpHeaders.RETRY_AFTER, Long.toString(retryAfter.toSeconds()))
                .body(ProblemDetail.forStatusAndDetail(HttpStatus.SERVICE_UNAVAILABLE, detail));
    }
}
