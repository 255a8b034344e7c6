package dev.geofix.platform.web;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.util.Locale;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;
import org.apache.coyote.InputBuffer;

/**
 * Watches all bodies on their way in. It stands in the container, since multipart bodies are read there and no filter sees their bytes.
 */
public final class BodyValve extends ValveBase {
    private final BodySettings settings;
    private final BodyBulkhead places;

    public BodyValve(BodySettings settings) {
        super(true);
        this.settings = settings;
        places = new BodyBulkhead(settings);
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        long told = request.getContentLengthLong();
        if (told == 0 || told < 0 && request.getHeader("Transfer-Encoding") == null) {
            getNext().invoke(request, response);
            return;
        }
        org.apache.coyote.Request coyote = request.getCoyoteRequest();
        InputBuffer input = coyote.getInputBuffer();
        boolean isJson = String.valueOf(request.getContentType()).toLowerCase(Locale.ROOT).contains("json");
        WatchedBody watched = new WatchedBody(input, settings, places, () -> RequestCaller.of(request), told,
                isJson ? settings.maxJson().toBytes() : Long.MAX_VALUE);
        coyote.setInputBuffer(watched);
        try {
            getNext().invoke(request, response);
            watched.free();
            if (!request.isAsync()) {
                // The container would wait for the rest of the body, for each byte anew, before it lets the answer go.
                response.finishResponse();
                if (!watched.drain()) {
                    coyote.action(ActionCode.DISABLE_SWALLOW_INPUT, null);
                }
            }
        } finally {
            // The container uses the same object for the next request.
            coyote.setInputBuffer(input);
            watched.free();
        }
    }
}
