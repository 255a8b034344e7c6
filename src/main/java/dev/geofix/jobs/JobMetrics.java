package dev.geofix.jobs;

import dev.geofix.platform.telemetry.Metric;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.stereotype.Component;

/** Counts the jobs of each kind and state, those of earlier runs of the service included, and times those that end. */
@Component
class JobMetrics implements SmartInitializingSingleton {
    private final JobStore store;
    private final ObjectProvider<JobHandler> handlers;
    private final MeterRegistry meters;

    JobMetrics(JobStore store, ObjectProvider<JobHandler> handlers, MeterRegistry meters) {
        this.store = store;
        this.handlers = handlers;
        this.meters = meters;
    }

    /** All series are there before the first job: a count that begins at 1 has no rise that an alert could see. */
    @Override
    public void afterSingletonsInstantiated() {
        handlers.stream().map(JobHandler::kind).forEach(kind -> Arrays.stream(JobState.values()).forEach(state -> {
            Metric.JOBS.gauge(meters, () -> store.count(kind, state), "kind", kind, "state", name(state));
            if (state.isTerminal()) {
                duration(kind, state);
            }
        }));
    }

    /** A job that has run. */
    void ended(Job job, JobState state) {
        Instant started = job.started();
        if (started != null) {
            duration(job.kind(), state).record(Duration.between(started, Instant.now()));
        }
    }

    private Timer duration(String kind, JobState state) {
        return Metric.JOB_DURATION.timer(meters, "kind", kind, "outcome", name(state));
    }

    private static String name(JobState state) {
        return state.name().toLowerCase(Locale.ROOT);
    }
}
