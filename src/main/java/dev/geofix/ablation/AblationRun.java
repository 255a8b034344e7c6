package dev.geofix.ablation;

import dev.geofix.evaluation.Evaluation;
import dev.geofix.evaluation.EvaluationReport.MethodReport;
import dev.geofix.evaluation.EvaluationSettings;
import dev.geofix.evaluation.ModelEmbedder;
import dev.geofix.imaging.ImageFile;
import dev.geofix.network.ModelFolder;
import dev.geofix.training.Training;
import dev.geofix.training.TrainingConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** One training of the list and its evaluation, in a folder of its own. */
final class AblationRun {
    private static final JsonMapper JSON = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
    private static final int REPORT_EVERY = 500;

    private final AblationSetup setup;
    private final Training training;
    private final Path report;

    /** Ends an evaluation, which keeps nothing of itself until it is complete. */
    private static final class StopException extends RuntimeException {}

    /** @param folder of this run alone */
    AblationRun(AblationSetup setup, TrainingConfig config, Path folder, Training.Log log) throws IOException {
        this.setup = setup;
        training = Training.on(setup.data(), folder, config, setup.initial().get(config.network().backbone()),
                setup.decoder(), log::say);
        report = folder.resolve("report.json");
    }

    /** @throws IllegalArgumentException when the folder holds another run, or the initial weights are not the backbone's */
    void check() throws IOException {
        training.check();
    }

    /** What it gave, where it is complete and was evaluated as now asked. */
    Optional<RunReport> finished() throws IOException {
        if (!training.isFinished() || !Files.exists(report)) {
            return Optional.empty();
        }
        try {
            return Optional.of(JSON.readValue(Files.readAllBytes(report), RunReport.class))
                    .filter(found -> found.evaluation().equals(setup.evaluation()));
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    /**
     * Trains, from the last checkpoint where there is one, and evaluates.
     *
     * @return empty when a stop was requested before the end
     */
    Optional<RunReport> run(Training.Log log, BooleanSupplier stop) throws IOException, InterruptedException {
        if (!training.isFinished() && !training.run(setup.inputThreads(), log, stop)) {
            return Optional.empty();
        }
        try (ModelEmbedder model = new ModelEmbedder(ModelFolder.read(training.model()))) {
            Evaluation evaluation = Evaluation.run(setup.tests(), model, setup.evaluation(),
                    (done, total, message) -> {
                        if (stop.getAsBoolean()) {
                            throw new StopException();
                        }
                        if (done % REPORT_EVERY == 0 || done == total) {
                            log.say("evaluation: picture %d of %d".formatted(done, total));
                        }
                    });
            RunReport measured = new RunReport(Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
                    setup.evaluation(), evaluation.report());
            ImageFile.write(report, JSON.writeValueAsBytes(measured));
            training.dropCheckpoints();
            return Optional.of(measured);
        } catch (StopException e) {
            return Optional.empty();
        }
    }

    /** One training of the list: a run's settings with one seed. */
    record RunKey(String run, long seed) {
        Path below(Path out) {
            return out.resolve("runs").resolve(run).resolve("seed-" + seed);
        }

        @Override
        public String toString() {
            return run + " seed " + seed;
        }
    }

    /**
     * {@code report.json} of a run: it is trained and evaluated, and nothing of it is done again.
     *
     * @param created instant, ISO 8601
     * @param evaluation how it was evaluated
     * @param figures of each test set
     */
    record RunReport(String created, EvaluationSettings evaluation, MethodReport figures) {}
}
