package dev.geofix.training;

import dev.geofix.network.DescriptorCentering;
import dev.geofix.network.GlqiNet;
import dev.geofix.network.ModelFolder;
import dev.geofix.network.ModelManifest;
import dev.geofix.platform.UserException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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

    /**
     * Writes the trained network as a model folder, matrices in float16; where it comes from stands in its manifest.
     *
     * @param steps updates taken so far
     */
    void writeModel(Path folder, long steps, GlqiNet network) throws IOException {
        Map<String, Object> provenance = new LinkedHashMap<>();
        provenance.put("recipe", settings.recipe().name().toLowerCase(Locale.ROOT));
        provenance.put("changed", settings.differences(settings.recipe().defaults()));
        provenance.put("steps", steps);
        provenance.put("sources", sources);
        provenance.put("places", places);
        provenance.put("initial", initial);
        ModelFolder.writeHalf(folder, ModelManifest.of(settings.network(), settings.input(), provenance, Map.of()),
                network, DescriptorCentering.NONE);
    }
}
