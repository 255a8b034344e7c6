package dev.geofix.training.job;

import dev.geofix.jobs.JobContext;
import dev.geofix.jobs.MetricLine;
import dev.geofix.jobs.MetricsReader;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/** Makes a job's progress, and gauges, of the metrics that its training writes. */
final class TrainingWatch implements Runnable {
    private final JobContext context;
    private final TrainingGauges gauges;
    private final MetricsReader metrics;

    TrainingWatch(JobContext context, TrainingGauges gauges) {
        this.context = context;
        this.gauges = gauges;
        metrics = new MetricsReader(context.folder(), -1);
    }

    @Override
    public void run() {
        List<MetricLine> lines = metrics.next(2);
        if (!lines.isEmpty()) {
            JsonNode last = lines.getLast().values();
            gauges.update(last);
            context.progress(lines.getLast().step() + 1, last.path("steps").asLong(),
                    String.format(Locale.ROOT, "training: epoch %d of %d, loss %.3f, %.1f images a second",
                            last.path("epoch").asLong() + 1, last.path("epochs").asLong(),
                            last.path("loss").asDouble(), last.path("imagesPerSecond").asDouble()));
        }
    }
}
