package dev.geofix.training;

import dev.geofix.network.Architecture;
import dev.geofix.network.Preprocessing;
import dev.geofix.platform.UserException;
import dev.geofix.training.ViewAugmenter.Augmentation;
import java.util.List;
import java.util.Map;

/**
 * Everything that decides a training but its pictures. It is stored with the run, and a run is resumed only with the same. A
 * {@link Recipe} gives the defaults; single settings are changed by their dotted names, {@code optimizer.rate} for instance.
 *
 * @param recipe whose defaults these settings started from
 * @param batch places in a batch, each seen by the drone and the satellite
 * @param input the mean and deviation are those of the backbone's usual weights unless they are given
 * @param epochSteps updates in an epoch; 0: as many as the sampling needs for one pass
 * @param checkpointEpochs epochs between two checkpoints
 * @param validationEpochs epochs between two looks at how well the test half is found; 0: never
 * @param maxPlaces of a data set that take part, evenly picked; 0: all. For quick trials
 * @param mirror whether half of the pairs are mirrored, both views together: another place that could be
 * @param frozen prefixes of parameter names that stay as they are
 */
public record TrainingConfig(Recipe recipe, Architecture network, Preprocessing input, long seed, int batch, int epochs,
        int epochSteps, int checkpointEpochs, int validationEpochs, int maxPlaces, Sampling sampling, Objective loss,
        Optimization optimizer,
        boolean mirror,
        Augmentation drone, Augmentation satellite, List<String> frozen) {
    /** Beyond it a number is a slip of the keyboard; the field's longest trainings have some hundred epochs. */
    private static final int MOST = 100_000;

    public TrainingConfig {
        if (batch < 2) {
            throw new UserException("batch must be at least 2 places, not " + batch);
        }
        if (epochs < 1 || epochSteps < 0 || checkpointEpochs < 1 || validationEpochs < 0 || maxPlaces < 0) {
            throw new UserException(
                    "epochs and checkpointEpochs must be at least 1, epochSteps, validationEpochs and "
                            + "maxPlaces at least 0");
        }
        if (epochs > MOST || epochSteps > MOST || batch > MOST) {
            throw new UserException("epochs, epochSteps and batch must be at most " + MOST);
        }
        if (maxPlaces == 1) {
            throw new UserException("maxPlaces must be 0 for all places, or at least 2");
        }
        if (frozen.stream().anyMatch(String::isBlank)) {
            throw new UserException("frozen lists prefixes of parameter names; none may be empty");
        }
        int side = input.inputSize() / 32;
        if (network.quadrants() && network.stripes() > side) {
            throw new UserException("network.stripes is " + network.stripes() + ", but input.inputSize "
                    + input.inputSize() + " gives a map of " + side + " × " + side
                    + ": fewer stripes, or a larger input");
        }
        frozen = List.copyOf(frozen);
    }

    /**
     * A recipe with some of its settings changed.
     *
     * @param changes values by dotted name; text is read as JSON where it can be, nested maps stand for dotted names
     * @throws UserException for a name that does not exist or a value that does not fit
     */
    public static TrainingConfig of(Recipe recipe, Map<String, ?> changes) {
        TrainingConfig defaults = recipe.defaults();
        TrainingConfig changed = SettingsTree.of(defaults).with(changes);
        boolean ownScale = !changed.input.mean().equals(defaults.input.mean())
                || !changed.input.deviation().equals(defaults.input.deviation());
        return ownScale ? changed : changed.withScaleOfBackbone();
    }

    /** Pre-trained weights want their input as they were trained. */
    private TrainingConfig withScaleOfBackbone() {
        return new TrainingConfig(recipe, network, Preprocessing.of(network.backbone(), input.inputSize()), seed, batch,
                epochs, epochSteps, checkpointEpochs, validationEpochs, maxPlaces, sampling, loss, optimizer, mirror,
                drone, satellite,
                frozen);
    }

    public TrainingConfig withSeed(long other) {
        return new TrainingConfig(recipe, network, input, other, batch, epochs, epochSteps, checkpointEpochs,
                validationEpochs, maxPlaces,
                sampling, loss, optimizer, mirror, drone, satellite, frozen);
    }

    /** The settings that differ, each as {@code name: this value, not that}. */
    public List<String> differences(TrainingConfig other) {
        return SettingsTree.of(this).differences(SettingsTree.of(other));
    }
}
