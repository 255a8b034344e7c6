package dev.geofix.gallery;

import dev.geofix.imaging.ImageRejectedException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

@RestControllerAdvice
class GalleryProblems {
    @ExceptionHandler
    ProblemDetail rejected(ImageRejectedException e) {
        boolean large = switch (e.reason()) {
            case TOO_MANY_BYTES, TOO_LARGE -> true;
            default -> false;
        };
        return ProblemDetail.forStatusAndDetail(large ? HttpStatus.CONTENT_TOO_LARGE : HttpStatus.BAD_REQUEST,
                e.getMessage());
    }
}
