package dev.geofix.inference;

import dev.geofix.network.InvalidModelException;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

@RestControllerAdvice
class ModelProblems {
    /** Of an installed model: no caller can send one. */
    @ExceptionHandler
    ProblemDetail damaged(InvalidModelException e) {
        return ProblemDetail.forStatusAndDetail(HttpStatus.CONFLICT, "The model's files are damaged (" + e.getMessage()
                + "). Put its folder right, or choose another model.");
    }
}
