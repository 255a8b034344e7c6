package dev.geofix.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import dev.geofix.network.Layers.Conv;
import org.jspecify.annotations.Nullable;

/**
 * MobileNetV2 as trained for ImageNet: images N×3×S×S → map N×1280×(S/32)×(S/32). The mean of that map is the descriptor
 * that a trained network has to beat.
 */
public final class ImageNetBaseline extends AbstractBlock {
    private static final int CHANNELS = 1280;

    private final MobileNetV2 trunk;
    private final Conv last;
    private final ParameterState state;

    public ImageNetBaseline() {
        Weights weights = new Weights();
        Weights backbone = weights.at("backbone");
        trunk = new MobileNetV2(backbone, false);
        last = Conv.of(backbone.at("features.18.0"), MobileNetV2.CHANNELS, CHANNELS, 1, 1, 0, 1);
        state = new ParameterState(weights.named(), 1);
        weights.named().values().forEach(this::addParameter);
        freezeParameters(true);
    }

    /** Loads a backbone's weights as {@link WeightImport} names them. */
    public WeightReport load(NDManager manager, TensorSource source) {
        return state.load(manager, source);
    }

    /** Descriptors N×1280 of unit length. */
    public NDArray embed(NDArray images) {
        return map(Pass.inference(images), images).mean(new int[]{3}).mean(new int[]{2}).normalize(2, 1);
    }

    private NDArray map(Pass pass, NDArray images) {
        return last.apply(pass, trunk.map(pass, images)).clip(0, 6);
    }

    @Override
    protected NDList forwardInternal(ParameterStore store, NDList inputs, boolean training,
            @Nullable PairList<String, Object> params) {
        NDArray images = inputs.singletonOrThrow();
        return new NDList(map(new Pass(store, images.getDevice(), training), images));
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputShapes) {
        Shape images = inputShapes[0];
        return new Shape[]{new Shape(images.get(0), CHANNELS, images.get(2) / 32, images.get(3) / 32)};
    }
}
