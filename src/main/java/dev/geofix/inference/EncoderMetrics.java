package dev.geofix.inference;

import dev.geofix.platform.telemetry.Metric;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

/** What the encoder counts. */
record EncoderMetrics(DistributionSummary batchSize, Timer pass, Timer queueWait, Counter rejected) {
    static EncoderMetrics in(MeterRegistry registry) {
        return new EncoderMetrics(Metric.EMBED_BATCH_SIZE.summary(registry), Metric.EMBED_PASS.timer(registry),
                Metric.EMBED_QUEUE_WAIT.timer(registry), Metric.EMBED_REJECTED.counter(registry));
    }
}
