package dev.geofix.locate;

import dev.geofix.platform.telemetry.Metric;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Counts every request to locate exactly once as it comes and once as it ends, also those that no controller gets to see: requests = found +
 * rejected + error. An outcome is an error until the controller says otherwise. It stands behind all other filters, so who is turned away for lack of a
 * key counts in neither.
 */
@Component
class LocateMetrics extends OncePerRequestFilter {
    private static final String OUTCOME = LocateMetrics.class.getName();
    private static final String TAG = "outcome";
    private static final String FOUND = "found";
    private static final String REJECTED = "rejected";
    private static final String ERROR = "error";
    private static final List<String> OUTCOMES = List.of(FOUND, REJECTED, ERROR);

    private final MeterRegistry registry;
    private final StageSpans spans;

    LocateMetrics(MeterRegistry registry, StageSpans spans) {
        this.registry = registry;
        this.spans = spans;
        // Known from the start, so that a rate has a first value to grow from.
        OUTCOMES.forEach(outcome -> Metric.LOCATE.timer(registry, TAG, outcome));
    }

    static void answered(HttpServletRequest request, LocateAnswer answer) {
        boolean found = answer.fix() != null && answer.fix().accepted();
        request.setAttribute(OUTCOME, found ? FOUND : REJECTED);
    }

    void stage(String stage, long nanos) {
        Metric.LOCATE_STAGE.timer(registry, "stage", stage).record(nanos, TimeUnit.NANOSECONDS);
        spans.ended("locate " + stage, nanos);
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        // Unescaped, as it decides who serves it.
        return !request.getServletPath().equals(LocateController.PATH) || !request.getMethod().equals("POST");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        long start = System.nanoTime();
        Metric.LOCATE_REQUESTS.counter(registry).increment();
        try {
            chain.doFilter(request, response);
        } finally {
            Object outcome = Objects.requireNonNullElse(request.getAttribute(OUTCOME), ERROR);
            Metric.LOCATE.timer(registry, TAG, outcome.toString()).record(System.nanoTime() - start,
                    TimeUnit.NANOSECONDS);
        }
    }
}
