package dev.geofix.training;

import dev.geofix.network.DescriptorCentering;
import dev.geofix.network.GlqiNet;
import dev.geofix.network.ModelFolder;
import dev.geofix.network.ModelManifest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** A trained network as a model folder, matrices in float16; where it comes from stands in its manifest. */
final class ModelExport {
    private ModelExport() {}

    /** @param step updates taken so far */
    static void write(Path folder, RunDescription run, long step, GlqiNet network) throws IOException {
        TrainingConfig settings = run.settings();
        Map<String, Object> provenance = new LinkedHashMap<>();
        provenance.put("recipe", settings.recipe().name().toLowerCase(Locale.ROOT));
        provenance.put("changed", settings.differences(settings.recipe().defaults()));
        provenance.put("steps", step);
        provenance.put("sources", run.sources());
        provenance.put("places", run.places());
        provenance.put("initial", run.initial());
        ModelFolder.writeHalf(folder, ModelManifest.of(settings.network(), settings.input(), provenance, Map.of()),
                network, DescriptorCentering.NONE);
    }
}
