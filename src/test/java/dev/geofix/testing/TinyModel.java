package dev.geofix.testing;

import ai.djl.ndarray.NDManager;
import dev.geofix.network.Architecture.Attention;
import dev.geofix.network.Architecture;
import dev.geofix.network.Backbone;
import dev.geofix.network.DescriptorCentering;
import dev.geofix.network.GlqiNet;
import dev.geofix.network.ModelFolder;
import dev.geofix.network.ModelManifest;
import dev.geofix.network.Preprocessing;
import dev.geofix.network.TensorSource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** A model folder with random weights, small enough for tests: it tells equal pictures from others, and no more. */
public final class TinyModel {
    private TinyModel() {}

    public static Path write(Path folder) throws IOException {
        Architecture architecture = new Architecture(Backbone.CONVNEXT_ATTO, 2, true, Attention.MERGED, true, true, 16,
                0.5);
        try (NDManager manager = NDManager.newBaseManager()) {
            GlqiNet net = new GlqiNet(architecture);
            net.load(manager, TensorSource.of(Map.of()));
            ModelFolder.write(folder, ModelManifest.of(architecture, Preprocessing.imageNet(64), Map.of(), Map.of()),
                    net, DescriptorCentering.NONE);
        }
        return folder;
    }
}
