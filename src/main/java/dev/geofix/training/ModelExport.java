package dev.geofix.training;

import dev.geofix.network.DescriptorCentering;
import dev.geofix.network.GlqiNet;
import dev.geofix.network.ModelFolder;
import dev.geofix.network.ModelManifest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** A trained network as a model folder, matrices in float16; where it comes from stands in its manifest. */
final class ModelExport {
    private ModelExport() {}

    /** @param step updates taken so far */
    static void write(Path folder, TrainingConfig config, long step, GlqiNet network) throws IOException {
        Map<String, Object> provenance = new LinkedHashMap<>();
        provenance.put("recipe", "strong");
        provenance.put("seed", config.seed());
        provenance.put("steps", step);
        provenance.put("pairs", config.pairs());
        provenance.put("sources", config.sources());
        ModelFolder.writeHalf(folder,
                ModelManifest.of(config.architecture(), config.preprocessing(), provenance, Map.of()), network,
                DescriptorCentering.NONE);
    }
}
