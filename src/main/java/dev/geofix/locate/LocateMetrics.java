package dev.geofix.locate;

import dev.geofix.platform.telemetry.Metric;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.tracing.Span;
import io.micrometer.tracing.Tracer;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.springframework.beans.factory.ObjectProvider;
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
    private final Tracer tracer;

    LocateMetrics(MeterRegistry registry, ObjectProvider<Tracer> tracers) {
        this.registry = registry;
        tracer = tracers.getIfAvailable(() -> Tracer.NOOP);
        // Known from the start, so that a rate has a first value to grow from.
        OUTCOMES.forEach(outcome -> Metric.LOCATE.timer(registry, TAG, outcome));
    }

    static void answered(HttpServletRequest request, LocateAnswer answer) {
        boolean found = answer.fix() != null && answer.fix().accepted();
        request.setAttribute(OUTCOME, found ? FOUND : REJECTED);
    }

    /** Counts a stage of the running request that has ended just now; of one that is traced it makes a span. */
    void stage(String stage, long nanos) {
        Metric.LOCATE_STAGE.timer(registry, "stage", stage).record(nanos, TimeUnit.NANOSECONDS);
        span("locate " + stage, nanos);
    }

    private void span(String name, long nanos) {
        Span request = tracer.currentSpan();
        if (request == null || request.isNoop()) {
            return;
        }
        Instant now = Instant.now();
        long end = TimeUnit.SECONDS.toMicros(now.getEpochSecond()) + TimeUnit.NANOSECONDS.toMicros(now.getNano());
        tracer.spanBuilder().setParent(request.context()).name(name)
                .startTimestamp(end - TimeUnit.NANOSECONDS.toMicros(nanos), TimeUnit.MICROSECONDS).start()
                .end(end, TimeUnit.MICROSECONDS);
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
