package dev.geofix.evaluation;

import ai.djl.ndarray.NDManager;
import dev.geofix.image.Normalisation;
import dev.geofix.image.RgbImage;
import dev.geofix.network.Autograd;
import dev.geofix.network.DescriptorCentering;
import dev.geofix.network.GlqiNet;
import dev.geofix.network.ModelFolder;
import dev.geofix.network.Preprocessing;
import java.io.IOException;
import java.util.List;

/** The descriptors that a model folder gives, centred as its manifest says. */
public final class ModelEmbedder implements Embedder {
    private final String name;
    private final NDManager manager = NDManager.newBaseManager();
    private final GlqiNet network;
    private final DescriptorCentering centering;
    private final int inputSize;
    private final Normalisation normalisation;

    /** @throws IOException when the folder cannot be read */
    public ModelEmbedder(ModelFolder folder) throws IOException {
        name = folder.path().getFileName().toString();
        network = folder.network(manager);
        centering = folder.centering();
        Preprocessing preprocessing = folder.manifest().preprocessing();
        inputSize = preprocessing.inputSize();
        normalisation = new Normalisation(preprocessing.meanArray(), preprocessing.deviationArray());
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int inputSize() {
        return inputSize;
    }

    @Override
    public float[][] embed(List<RgbImage> pictures, boolean drone) {
        Autograd.offOnThisThread();
        float[][] descriptors = Tensors.rows(manager, pictures, normalisation, network::embed);
        for (int i = 0; i < descriptors.length; i++) {
            descriptors[i] = drone ? centering.drone(descriptors[i]) : centering.satellite(descriptors[i]);
        }
        return descriptors;
    }

    @Override
    public void close() {
        manager.close();
    }
}
