package dev.geofix.training;

import dev.geofix.imaging.ImageDecoder;
import dev.geofix.jobs.process.JobFolder;
import dev.geofix.network.ModelFolder;
import dev.geofix.platform.UserException;
import dev.geofix.training.BatchMaker.TrainingBatch;
import dev.geofix.training.TrainableModel.StepResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One training in a folder of its own. Run again on the same folder, it goes on where it stopped. */
public final class Training {
    private final JobFolder.Run folder;
    private final RunDescription description;
    private final PairSource source;
    private final BackboneWeights initial;
    private final Validation validation;

    /** @param sources what the pairs come from, in words */
    Training(Path folder, TrainingConfig config, List<String> sources, PairSource source, Validation validation,
            BackboneWeights initial) {
        this.validation = validation;
        this.folder = new JobFolder.Run(folder);
        this.source = source;
        this.initial = initial;
        description = new RunDescription(config, sources, source.places(), initial.name());
    }

    /**
     * The same training as the {@code train} command's on that data set.
     *
     * @param initial weights of the backbone; null for random ones
     * @param unreadable is told of each picture that cannot be read
     */
    public static Training on(TrainingData data, Path folder, TrainingConfig config, @Nullable Path initial,
            ImageDecoder decoder, Consumer<String> unreadable) throws IOException {
        DatasetPlaces places = new DatasetPlaces(data.places(), config.maxPlaces(), config.sampling(), decoder,
                unreadable);
        return new Training(folder, config, List.of(data.name()),
                new MixedPlaces(List.of(new MixedPlaces.Part(places, 1))),
                Validation.of(config.validationEpochs(), data.dataset(), decoder), new BackboneWeights(initial));
    }

    /**
     * Looks at what can be seen without training.
     *
     * @throws UserException when the folder holds another run, or the initial weights are not those of the backbone
     */
    public void check() throws IOException {
        initial.requireFit(description.settings().network());
        if (isFinished() || Checkpoint.latest(folder).isPresent()) {
            RunFolder.stored(folder).ifPresent(stored -> {
                description.requireSame(stored, folder.path());
                if (!Objects.equals(description.initial(), stored.initial())) {
                    throw new UserException(folder.path() + " holds a run that started from "
                            + Objects.requireNonNullElse(stored.initial(), "random weights") + ", not from "
                            + Objects.requireNonNullElse(description.initial(), "random weights")
                            + "; give the same, or another folder");
                }
            });
        }
    }

    /** Whether the folder has a model; {@link #check} says whether it is this training's. */
    public boolean isFinished() {
        return Files.exists(model().resolve(ModelFolder.MANIFEST));
    }

    /**
     * @param inputThreads that make batches ahead
     * @param stop asked before each step
     * @return whether the model is written; false when a stop was requested before
     * @throws DivergedException when the loss or a gradient is no number
     */
    public boolean run(int inputThreads, Log log, BooleanSupplier stop)
            throws IOException, InterruptedException {
        try (RunFolder run = RunFolder.open(folder, description);
                TrainableModel model = initial.load(description, log)) {
            if (!new TrainingLoop(run, model, validation, inputThreads, log, stop).run(source)) {
                return false;
            }
            Checkpoint last = Checkpoint.latest(folder).orElseThrow();
            description.writeModel(folder.model(), last.step(), model.network());
            return true;
        }
    }

    public Path model() {
        return folder.model();
    }

    /** Frees the disk of what only a training that goes on needs: five times the model's size. */
    public void dropCheckpoints() throws IOException {
        Checkpoint.drop(folder);
    }

    /** Hears how a training goes. */
    @FunctionalInterface
    public interface Log {
        /** @param line for a person */
        void say(String line);

        /**
         * After each step.
         *
         * @param done steps taken, those of earlier starts included
         * @param secondsPerStep mean since this start, waiting for pictures included
         */
        default void at(long done, long steps, double secondsPerStep) {}
    }

    /** The numbers ran away. The last checkpoint is sound. */
    public static final class DivergedException extends RuntimeException {
        DivergedException(TrainingBatch batch, PairSource source, StepResult result, double gradientNorm) {
            super("step %d: loss %s, gradient norm %s on the places %s; the last checkpoint is sound, but the run needs a lower optimizer.rate or a stronger optimizer.clipNorm"
                    .formatted(batch.step(), result.loss(), gradientNorm,
                            Arrays.stream(batch.places()).mapToObj(source::name).collect(Collectors.joining(", "))));
        }
    }
}
