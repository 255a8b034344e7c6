package dev.geofix.platform.web;

import java.io.IOException;
import java.io.Writer;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.apache.coyote.ActionCode;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;

/** A problem, in place of an HTML page, for what the container refuses before it looks for anybody to serve it. */
public final class ProblemReportValve extends ErrorReportValve {
    private static final String DETAIL = "The web server cannot take this request: escape what is no plain character of an address "
            + "(%20 for a blank; / and \\ cannot be part of a name), and keep the address and all headers together below 8 KB.";

    @Override
    protected void report(Request request, Response response, @Nullable Throwable failure) {
        HttpStatus status = HttpStatus.resolve(response.getStatus());
        boolean silent = status == null || !status.isError() || response.getContentWritten() > 0
                || !response.setErrorReported() || !isWritable(response);
        if (status == null || silent) {
            return;
        }
        try {
            response.setHeader(RequestId.HEADER, RequestId.of(request));
            response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
            Writer writer = response.getReporter();
            if (writer != null) {
                writer.write(Problem.json(request, status, DETAIL));
                response.finishResponse();
            }
        } catch (IOException e) {
            container.getLogger().debug("the client has left before its answer", e);
        }
    }

    private static boolean isWritable(Response response) {
        AtomicBoolean allowed = new AtomicBoolean();
        response.getCoyoteResponse().action(ActionCode.IS_IO_ALLOWED, allowed);
        return allowed.get();
    }
}
