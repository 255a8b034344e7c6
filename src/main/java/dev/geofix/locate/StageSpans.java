package dev.geofix.locate;

import io.micrometer.tracing.Span;
import io.micrometer.tracing.Tracer;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Makes spans of the stages of a request that is traced, and nothing of others. */
@Component
class StageSpans {
    private final Tracer tracer;

    StageSpans(ObjectProvider<Tracer> tracers) {
        tracer = tracers.getIfAvailable(() -> Tracer.NOOP);
    }

    /** A stage of the running request that has ended just now. */
    void ended(String name, long nanos) {
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
}
