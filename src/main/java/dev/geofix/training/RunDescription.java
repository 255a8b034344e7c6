package dev.geofix.training;

import dev.geofix.platform.UserException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a training is: it stands in the run's {@code config.json} and in every checkpoint.
 *
 * @param sources what the pairs come from, in words
 * @param places classes of the classifiers
 * @param initial the file of the starting weights; null for random ones
 */
public record RunDescription(TrainingConfig settings, List<String> sources, int places, @Nullable String initial) {
    public RunDescription {
        sources = List.copyOf(sources);
    }

    /** @throws UserException that names what differs, when the run of this folder was another one */
    void requireSame(RunDescription stored, Object folder) {
        List<String> differences = new ArrayList<>(settings.differences(stored.settings));
        if (!sources.equals(stored.sources)) {
            differences.add("pictures: " + sources + ", not " + stored.sources);
        }
        if (places != stored.places) {
            differences.add("places: " + places + ", not " + stored.places);
        }
        if (!differences.isEmpty()) {
            throw new UserException(folder + " holds a run with other settings; give the same, or another "
                    + "folder (" + String.join("; ", differences) + ")");
        }
    }
}
