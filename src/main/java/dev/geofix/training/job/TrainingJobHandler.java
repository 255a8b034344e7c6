package dev.geofix.training.job;

import dev.geofix.inference.ModelRegistry.InstalledModel;
import dev.geofix.jobs.JobContext;
import dev.geofix.jobs.JobStoppedException;
import dev.geofix.jobs.MetricsReader.MetricLine;
import dev.geofix.jobs.MetricsReader;
import dev.geofix.jobs.process.JobFolder;
import dev.geofix.jobs.process.ProcessCommand;
import dev.geofix.jobs.process.ProcessFailedException;
import dev.geofix.jobs.process.ProcessJobHandler;
import dev.geofix.jobs.process.ProcessRuns;
import dev.geofix.platform.telemetry.Metric;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Trains, evaluates, calibrates and installs. What is done is passed over when the job is run again. */
@Component
class TrainingJobHandler extends ProcessJobHandler<TrainingParameters> {
    static final String KIND = "training";

    private final ModelInstallation installation;
    private final MeterRegistry meters;

    TrainingJobHandler(ProcessRuns processes, ModelInstallation installation, JsonMapper json, MeterRegistry meters) {
        super(KIND, TrainingParameters.class, processes, json);
        this.installation = installation;
        this.meters = meters;
    }

    @Override
    protected void run(UUID job, TrainingParameters parameters, JobContext context) throws Exception {
        try {
            runCommands(job, parameters, context);
        } catch (JobStoppedException e) {
            throw new JobStoppedException("cancelled. " + wayOn(job, context));
        } catch (ProcessFailedException e) {
            throw new ProcessFailedException(e.getMessage() + "\n" + wayOn(job, context));
        }
        JobFolder folder = new JobFolder(context.folder());
        InstalledModel model = installation.install(job, parameters.name(), folder.run().model(),
                folder.evaluation().report());
        context.progress(1, 1L, message(parameters, model));
    }

    @Override
    protected List<ProcessCommand> commands(TrainingParameters parameters, JobContext context) {
        return List.of(parameters.train(context), parameters.evaluation(context).command(context),
                parameters.calibrate(context));
    }

    private void runCommands(UUID job, TrainingParameters parameters, JobContext context)
            throws IOException, InterruptedException {
        if (parameters.resumedFrom() != null) {
            Resumption.copyRun(new JobFolder(Path.of(parameters.resumedFrom())).run(),
                    new JobFolder(context.folder()).run());
        }
        try (TrainingGauges gauges = new TrainingGauges(job, meters)) {
            processes.run(parameters.train(context), context, new TrainingWatch(context, gauges));
        }
        if (parameters.evaluate()) {
            parameters.evaluation(context).run(processes, context);
        }
        if (!parameters.calibration().isEmpty()) {
            context.progress(0, null, "calibration");
            processes.run(parameters.calibrate(context), context, () -> {});
        }
    }

    private static String wayOn(UUID job, JobContext context) {
        return !new JobFolder(context.folder()).run().checkpoints().isEmpty()
                ? "POST /api/v1/admin/training-jobs with {\"resume\": \"" + job
                        + "\"} goes on from its last checkpoint."
                : "It has no checkpoint to go on from.";
    }

    private static String message(TrainingParameters parameters, InstalledModel model) {
        String version = model.version().value();
        String renamed = version.equals(parameters.name()) ? "" : " (the name " + parameters.name() + " was taken)";
        String calibration = parameters.calibration().isEmpty()
                ? " It has the default calibration, so its confidence and radius are rough: \"calibration\" takes galleries with photos of known place."
                : "";
        String evaluation = parameters.evaluate() ? "" : " It was not evaluated.";
        return "model " + version + renamed + " is installed; POST /api/v1/models/" + version + "/activate uses it."
                + evaluation + calibration;
    }

    /** Makes a job's progress, and gauges, of the metrics that its training writes. */
    private static final class TrainingWatch implements Runnable {
        private final JobContext context;
        private final TrainingGauges gauges;
        private final MetricsReader metrics;

        TrainingWatch(JobContext context, TrainingGauges gauges) {
            this.context = context;
            this.gauges = gauges;
            metrics = new MetricsReader(Optional.of(new JobFolder(context.folder()).run().metrics()), -1);
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

    /** How a training goes, for a dashboard: from its first step on, until it ends. */
    private static final class TrainingGauges implements AutoCloseable {
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
}
