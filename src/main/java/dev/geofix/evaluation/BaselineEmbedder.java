package dev.geofix.evaluation;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import dev.geofix.imaging.Normalisation;
import dev.geofix.imaging.RgbImage;
import dev.geofix.network.Autograd;
import dev.geofix.network.ImageNetBaseline;
import dev.geofix.network.Safetensors;
import dev.geofix.network.WeightImport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * What a user has without a trained model: MobileNetV2 as ImageNet left it, global average of its last map. Its figures are taken on
 * mean-centred descriptors, see {@link SetMeans}.
 */
public final class BaselineEmbedder implements Embedder {
    private static final Normalisation SYMMETRIC = new Normalisation(new float[]{0.5f, 0.5f, 0.5f},
            new float[]{0.5f, 0.5f, 0.5f});

    private static final int DIMENSION = 1280;

    private final NDManager manager = NDManager.newBaseManager();
    private final ImageNetBaseline network = new ImageNetBaseline();

    public BaselineEmbedder(Path weights) throws IOException {
        try (Safetensors file = Safetensors.open(weights)) {
            network.load(manager, WeightImport.backbone(file)).requireComplete();
        }
    }

    @Override
    public String name() {
        return "ImageNet floor";
    }

    @Override
    public int dimension() {
        return DIMENSION;
    }

    @Override
    public int inputSize() {
        return 256;
    }

    @Override
    public Embeddings embed(List<RgbImage> pictures, boolean drone) {
        Autograd.offOnThisThread();
        return Embeddings
                .of(ImageTensors.rows(manager, pictures, SYMMETRIC, images -> new NDList(network.embed(images)))
                        .getFirst());
    }

    @Override
    public void close() {
        manager.close();
    }
}
