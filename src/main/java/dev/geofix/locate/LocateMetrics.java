package dev.geofix.locate;

import dev.geofix.platform.Metric;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Counts every request to locate exactly once, also those that no controller gets to see: requests = found + rejected + error. An
 * outcome is an error until the controller says otherwise.
 */
@Component
class LocateMetrics extends OncePerRequestFilter {
    private static final String OUTCOME = LocateMetrics.class.getName();

    private final MeterRegistry registry;

    LocateMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    static void answered(HttpServletRequest request, LocateAnswer answer) {
        boolean found = answer.fix() != null && answer.fix().accepted();
        request.setAttribute(OUTCOME, found ? "found" : "rejected");
    }

    void stage(String stage, long nanos) {
        Metric.LOCATE_STAGE.timer(registry, "stage", stage).record(nanos, TimeUnit.NANOSECONDS);
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !request.getRequestURI().endsWith(LocateController.PATH) || !request.getMethod().equals("POST");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        long start = System.nanoTime();
        try {
            chain.doFilter(request, response);
        } finally {
            Object outcome = Objects.requireNonNullElse(request.getAttribute(OUTCOME), "error");
            Metric.LOCATE.timer(registry, "outcome", outcome.toString()).record(System.nanoTime() - start,
                    TimeUnit.NANOSECONDS);
        }
    }
}
