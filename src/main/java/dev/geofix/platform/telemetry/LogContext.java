package dev.geofix.platform.telemetry;

import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/** What every log line says of the work that it belongs to: {@value #REQUEST} and {@value #JOB}. */
public final class LogContext {
    public static final String REQUEST = "requestId";
    public static final String JOB = "jobId";

    private LogContext() {}

    /** The request that this thread works for; null when it works for none. */
    public static @Nullable String request() {
        return MDC.get(REQUEST);
    }

    /** The task with what lines of this thread say, for another thread. */
    public static <T> Callable<T> carry(Callable<T> task) {
        Map<String, String> here = MDC.getCopyOfContextMap();
        return here == null ? task : () -> {
            Map<String, String> there = MDC.getCopyOfContextMap();
            MDC.setContextMap(here);
            try {
                return task.call();
            } finally {
                if (there == null) {
                    MDC.clear();
                } else {
                    MDC.setContextMap(there);
                }
            }
        };
    }
}
