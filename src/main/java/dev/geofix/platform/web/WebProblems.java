package dev.geofix.platform.web;

import dev.geofix.platform.Expectation;
import dev.geofix.platform.UnavailableException;
import dev.geofix.platform.UserException;
import dev.geofix.platform.storage.FullDiskException;
import java.util.stream.Collectors;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.TypeMismatchException;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.WebDataBinder;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.InitBinder;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.multipart.support.MissingServletRequestPartException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyAdvice;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import org.springframework.web.servlet.resource.NoResourceFoundException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamReadException;

/**
 * Requests that no controller gets to see: each becomes an RFC 9457 problem that says what to do. Every problem that a controller, an advice or the error page
 * answers says which request it was.
 */
@RestControllerAdvice
class WebProblems extends ResponseEntityExceptionHandler implements ResponseBodyAdvice<Object> {
    private static final String DOCS = "All calls are described at /swagger-ui.html.";

    /** Parameters are records, made by their constructors: a name like {@code manifest.csv} would else be looked for inside of the manifest. */
    @InitBinder
    void bindByConstructorsOnly(WebDataBinder binder) {
        binder.setDeclarativeBinding(true);
    }

    @ExceptionHandler
    ProblemDetail user(UserException e) {
        HttpStatus status = switch (e.kind()) {
            case INVALID -> HttpStatus.BAD_REQUEST;
            case UNKNOWN -> HttpStatus.NOT_FOUND;
            case CONFLICT -> HttpStatus.CONFLICT;
            case DIFFERENT -> HttpStatus.UNPROCESSABLE_CONTENT;
            case TOO_LARGE -> HttpStatus.CONTENT_TOO_LARGE;
            case DISK_FULL -> HttpStatus.INSUFFICIENT_STORAGE;
        };
        return ProblemDetail.forStatusAndDetail(status, e.getMessage());
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> unavailable(UnavailableException e) {
        return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
                .header(HttpHeaders.RETRY_AFTER, Long.toString(e.retryAfter().toSeconds()))
                .body(ProblemDetail.forStatusAndDetail(HttpStatus.SERVICE_UNAVAILABLE, e.getMessage()));
    }

    @ExceptionHandler
    ProblemDetail fullDisk(FullDiskException e) {
        return ProblemDetail.forStatusAndDetail(HttpStatus.INSUFFICIENT_STORAGE, e.getMessage());
    }

    @ExceptionHandler
    ProblemDetail notMultipart(MultipartException e) {
        if (FullDiskException.isFull(e)) {
            return ProblemDetail.forStatusAndDetail(HttpStatus.INSUFFICIENT_STORAGE,
                    "The disk for uploads on their way is full: the temporary folder, unless "
                            + "spring.servlet.multipart.location names another. Nothing of this was kept. Make room "
                            + "there and send it again.");
        }
        return e instanceof MaxUploadSizeExceededException tooLarge
                ? tooLarge(tooLarge)
                : ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST,
                        "The body is no readable multipart/form-data. With curl: -F image=@photo.jpg");
    }

    /** The container reads parameters when they are first asked for, and so refuses them only then. */
    @ExceptionHandler
    ProblemDetail unreadableParameter(InvalidParameterException e) {
        return ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST,
                "A query parameter cannot be read: write % as %25, and escape what is no plain character of an address.");
    }

    private static ProblemDetail tooLarge(MaxUploadSizeExceededException e) {
        String limit = e.getMaxUploadSize() > 0 ? " of " + e.getMaxUploadSize() + " bytes" : "";
        return ProblemDetail.forStatusAndDetail(HttpStatus.CONTENT_TOO_LARGE, "The upload is over the limit" + limit
                + ". Send a smaller file, or raise spring.servlet.multipart.max-file-size and max-request-size.");
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleMaxUploadSizeExceededException(MaxUploadSizeExceededException e,
            HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return handleExceptionInternal(e, tooLarge(e), headers, status, request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleTypeMismatch(TypeMismatchException e, HttpHeaders headers,
            HttpStatusCode status, WebRequest request) {
        String detail = Expectation.sentence(String.valueOf(e.getPropertyName()), e) + ".";
        return handleExceptionInternal(e, ProblemDetail.forStatusAndDetail(status, detail), headers, status, request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleMethodArgumentNotValid(MethodArgumentNotValidException e,
            HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        String detail = e.getFieldErrors().stream().map(Expectation::sentence)
                .collect(Collectors.joining("; ", "", "."));
        return handleExceptionInternal(e, ProblemDetail.forStatusAndDetail(status, detail), headers, status, request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHandlerMethodValidationException(
            HandlerMethodValidationException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        String detail = e.getParameterValidationResults().stream()
                .flatMap(result -> result.getResolvableErrors().stream()
                        .map(error -> result.getMethodParameter().getParameterName() + " "
                                + error.getDefaultMessage() + ", not " + result.getArgument()))
                .collect(Collectors.joining("; ", "", "."));
        return handleExceptionInternal(e, ProblemDetail.forStatusAndDetail(status, detail), headers, status, request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleMissingServletRequestPart(MissingServletRequestPartException e,
            HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        String part = e.getRequestPartName();
        return handleExceptionInternal(e, ProblemDetail.forStatusAndDetail(status, "The part '" + part
                + "' is missing. With curl: -F " + part + "=@FILE"), headers, status, request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHttpRequestMethodNotSupported(
            HttpRequestMethodNotSupportedException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return handleExceptionInternal(e, ProblemDetail.forStatusAndDetail(status, "This address takes "
                + e.getSupportedHttpMethods() + ", not " + e.getMethod() + ". " + DOCS), headers, status, request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHttpMediaTypeNotAcceptable(HttpMediaTypeNotAcceptableException e,
            HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return handleExceptionInternal(e, ProblemDetail.forStatusAndDetail(status, "This call answers "
                + e.getSupportedMediaTypes() + ": name one of them in the header Accept, or leave the header out."),
                headers, status, request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHttpMediaTypeNotSupported(HttpMediaTypeNotSupportedException e,
            HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        String sent = e.getContentType() == null ? "a body of unknown type" : e.getContentType() + "";
        return handleExceptionInternal(e, ProblemDetail.forStatusAndDetail(status, "This call takes "
                + e.getSupportedMediaTypes() + ", not " + sent + ". " + DOCS), headers, status, request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(HttpMessageNotReadableException e,
            HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        String detail = e.getMostSpecificCause() instanceof StreamReadException broken
                ? "The body is no JSON: " + broken.getOriginalMessage().lines().findFirst().orElse("") + place(broken)
                : "The body is no JSON of the form that this call takes. " + DOCS;
        return handleExceptionInternal(e, ProblemDetail.forStatusAndDetail(status, detail), headers, status, request);
    }

    private static String place(StreamReadException e) {
        TokenStreamLocation location = e.getLocation();
        return location == null ? "" : " at line " + location.getLineNr() + ", column " + location.getColumnNr() + ".";
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleNoResourceFoundException(NoResourceFoundException e,
            HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return handleExceptionInternal(e, ProblemDetail.forStatusAndDetail(status, "Nothing is at /"
                + e.getResourcePath() + ". " + DOCS), headers, status, request);
    }

    /** Says its own type, so that it reaches whoever accepts something else, or sent an Accept that nobody can read. */
    @Override
    protected ResponseEntity<Object> createResponseEntity(@Nullable Object body, HttpHeaders headers,
            HttpStatusCode status, WebRequest request) {
        HttpHeaders typed = HttpHeaders.copyOf(headers);
        typed.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        return super.createResponseEntity(body, typed, status, request);
    }

    @Override
    public boolean supports(MethodParameter method, Class<? extends HttpMessageConverter<?>> converter) {
        return true;
    }

    @Override
    public @Nullable Object beforeBodyWrite(@Nullable Object body, MethodParameter method, MediaType type,
            Class<? extends HttpMessageConverter<?>> converter, ServerHttpRequest request,
            ServerHttpResponse response) {
        if (body instanceof ProblemDetail problem && request instanceof ServletServerHttpRequest servlet) {
            problem.setProperty(RequestId.PROPERTY, RequestId.of(servlet.getServletRequest()));
        }
        return body;
    }
}
