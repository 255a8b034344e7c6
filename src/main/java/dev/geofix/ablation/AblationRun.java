package dev.geofix.ablation;

import dev.geofix.evaluation.Evaluation;
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

    private final AblationSetting setting;
    private final Training training;
    private final Path report;

    /** Ends an evaluation, which keeps nothing of itself until it is complete. */
    private static final class StopException extends RuntimeException {}

    /** @param folder of this run alone */
    AblationRun(AblationSetting setting, TrainingConfig config, Path folder, Training.Log log) throws IOException {
        this.setting = setting;
        training = Training.on(setting.data(), folder, config, setting.initial().get(config.network().backbone()),
                setting.decoder(), log::say);
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
                    .filter(found -> found.evaluation().equals(setting.evaluation()));
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
        if (!training.isFinished() && !training.run(setting.inputThreads(), log, stop)) {
            return Optional.empty();
        }
        try (ModelEmbedder model = new ModelEmbedder(ModelFolder.read(training.model()))) {
            Evaluation evaluation = Evaluation.run(setting.tests(), model, setting.evaluation(),
                    (done, total, message) -> {
                        if (stop.getAsBoolean()) {
                            throw new StopException();
                        }
                        if (done % REPORT_EVERY == 0 || done == total) {
                            log.say("evaluation: picture %d of %d".formatted(done, total));
                        }
                    });
            RunReport measured = new RunReport(Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
                    setting.evaluation(), evaluation.report());
            ImageFile.write(report, JSON.writeValueAsBytes(measured));
            training.dropCheckpoints();
            return Optional.of(measured);
        } catch (StopException e) {
            return Optional.empty();
        }
    }
}
