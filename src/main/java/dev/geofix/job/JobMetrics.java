package dev.geofix.job;

import dev.geofix.platform.Metric;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.Locale;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Counts the jobs of each kind and state, those of earlier runs of the service included. */
@Component
class JobMetrics implements MeterBinder {
    private final JobStore store;
    private final ObjectProvider<JobHandler> handlers;

    JobMetrics(JobStore store, ObjectProvider<JobHandler> handlers) {
        this.store = store;
        this.handlers = handlers;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        handlers.stream().map(JobHandler::kind).forEach(kind -> {
            for (JobState state : JobState.values()) {
                Metric.JOBS.gauge(registry, () -> store.count(kind, state), "kind", kind, "state",
                        state.name().toLowerCase(Locale.ROOT));
            }
        });
    }
}
