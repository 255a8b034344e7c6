package dev.geofix.training.job;

import dev.geofix.platform.telemetry.Metric;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** How a training goes, for a dashboard: from its first step on, until it ends. */
final class TrainingGauges implements AutoCloseable {
    private final UUID job;
    private final MeterRegistry meters;
    private final List<Gauge> gauges = new ArrayList<>();
    private volatile @Nullable JsonNode last;

    TrainingGauges(UUID job, MeterRegistry meters) {
        this.job = job;
        this.meters = meters;
    }

    /** @param measured what the training has written of its last step */
    void update(JsonNode measured) {
        last = measured;
        if (gauges.isEmpty()) {
            gauge(Metric.TRAINING_STEP, line -> line.path("step").asDouble() + 1);
            gauge(Metric.TRAINING_STEPS, line -> line.path("steps").asDouble());
            gauge(Metric.TRAINING_EPOCH, line -> line.path("epoch").asDouble() + 1);
            gauge(Metric.TRAINING_LOSS, line -> line.path("loss").asDouble());
            gauge(Metric.TRAINING_RATE, line -> 1 / line.path("secondsPerStep").asDouble());
            gauge(Metric.TRAINING_LEFT, line -> line.path("secondsLeft").asDouble());
        }
    }

    private void gauge(Metric metric, ToDoubleFunction<JsonNode> value) {
        gauges.add(metric.gauge(meters, () -> {
            JsonNode line = last;
            return line == null ? Double.NaN : value.applyAsDouble(line);
        }, "training", job.toString()));
    }

    @Override
    public void close() {
        gauges.forEach(meters::remove);
    }
}
