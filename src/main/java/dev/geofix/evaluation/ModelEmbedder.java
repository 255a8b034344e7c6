package dev.geofix.evaluation;

import ai.djl.ndarray.NDManager;
import dev.geofix.imaging.Normalisation;
import dev.geofix.imaging.RgbImage;
import dev.geofix.network.Autograd;
import dev.geofix.network.DescriptorCentering;
import dev.geofix.network.GlqiNet;
import dev.geofix.network.ModelFolder;
import dev.geofix.network.Preprocessing;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** The descriptors that a model folder gives, centred as its manifest says. */
public final class ModelEmbedder implements Embedder {
    private final String name;
    private final NDManager manager = NDManager.newBaseManager();
    private final GlqiNet network;
    private final DescriptorCentering centering;
    private final int inputSize;
    private final int parts;
    private final int partDimension;
    private final Normalisation normalisation;

    /** @throws IOException when the folder cannot be read */
    public ModelEmbedder(ModelFolder folder) throws IOException {
        name = name(folder.path().toAbsolutePath().normalize());
        network = folder.network(manager);
        centering = folder.centering();
        Preprocessing preprocessing = folder.manifest().preprocessing();
        parts = folder.manifest().parts();
        partDimension = folder.manifest().partDimension();
        inputSize = preprocessing.inputSize();
        normalisation = new Normalisation(preprocessing.meanArray(), preprocessing.deviationArray());
    }

    /**
     * The descriptors of a network as it stands, while it is being trained for instance. The network stays the caller's.
     *
     * @param preprocessing of the network's input
     */
    public ModelEmbedder(String name, GlqiNet network, Preprocessing preprocessing) {
        this.name = name;
        this.network = network;
        centering = DescriptorCentering.NONE;
        parts = network.architecture().parts();
        partDimension = network.architecture().partDimension();
        inputSize = preprocessing.inputSize();
        normalisation = new Normalisation(preprocessing.meanArray(), preprocessing.deviationArray());
    }

    /** A run's model lies in a folder that is always called so; the run's own name says more. */
    private static String name(Path folder) {
        Path run = folder.getParent();
        Path telling = folder.endsWith("model") && run != null && run.getFileName() != null ? run : folder;
        return String.valueOf(telling.getFileName());
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
    public int dimension() {
        return parts * partDimension;
    }

    @Override
    public Embeddings embed(List<RgbImage> pictures, boolean drone) {
        Autograd.offOnThisThread();
        List<float[][]> results = ImageTensors.rows(manager, pictures, normalisation, network::embedWithLikeness);
        float[][] rows = results.getFirst();
        double[] partCosines = Embeddings.partCosines(rows, parts);
        double[] pooledCosines = parts < 2
                ? new double[0]
                : Arrays.stream(results.getLast()).mapToDouble(row -> row[0]).toArray();
        for (int i = 0; i < rows.length; i++) {
            rows[i] = drone ? centering.drone(rows[i]) : centering.satellite(rows[i]);
        }
        return new Embeddings(rows, partCosines, pooledCosines);
    }

    @Override
    public void close() {
        manager.close();
    }
}
