package dev.geofix.platform.web;

import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;
import org.apache.coyote.InputBuffer;
import org.springframework.http.HttpStatus;

/**
 * Watches all bodies on their way in. It stands in the container, since multipart bodies are read there and no filter sees their bytes.
 */
public final class BodyValve extends ValveBase {
    private static final String CALLER = BodyValve.class.getName() + ".caller";

    private final BodySettings settings;
    private final Bulkhead bulkhead;

    public BodyValve(BodySettings settings) {
        super(true);
        this.settings = settings;
        bulkhead = new Bulkhead(settings);
    }

    /**
     * Under which name a request counts where each caller gets a share.
     *
     * @param name of the key or token that was let in
     */
    public static void setCaller(ServletRequest request, String name) {
        request.setAttribute(CALLER, name);
    }

    /** Empty where nobody has shown anything. */
    private static String caller(ServletRequest request) {
        return request.getAttribute(CALLER) instanceof String name ? name : "";
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
        WatchedBody watched = new WatchedBody(input, settings, bulkhead, () -> caller(request), told,
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

    /** The permits to read a body, of which one caller, whose senders have all fallen silent for instance, gets no more than its share. */
    static final class Bulkhead {
        private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

        private final BodySettings settings;
        private final Map<String, Integer> taken = new HashMap<>();
        private int all;

        Bulkhead(BodySettings settings) {
            this.settings = settings;
        }

        /**
         * @param caller empty for this machine without keys, which may have all permits
         * @throws BodyRefusedException when there is no permit left, or none for this caller
         */
        synchronized void acquire(String caller) throws BodyRefusedException {
            if (!caller.isEmpty() && taken.getOrDefault(caller, 0) >= settings.parallelPerCaller()) {
                throw refusal(HttpStatus.TOO_MANY_REQUESTS, settings.parallelPerCaller()
                        + " requests of this key or token are being read already (geofix.body.parallel-per-caller)");
            }
            if (all >= settings.parallel()) {
                throw refusal(HttpStatus.SERVICE_UNAVAILABLE, settings.parallel() + " requests are being read already");
            }
            all++;
            taken.merge(caller, 1, Integer::sum);
        }

        synchronized void release(String caller) {
            all--;
            taken.computeIfPresent(caller, (name, count) -> count == 1 ? null : count - 1);
        }

        private static BodyRefusedException refusal(HttpStatus status, String reason) {
            return new BodyRefusedException(status, reason + "; try again in " + RETRY_AFTER.toSeconds() + " s.",
                    RETRY_AFTER);
        }
    }
}
