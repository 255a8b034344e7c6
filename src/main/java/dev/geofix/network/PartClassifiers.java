package dev.geofix.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import java.util.Collections;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The classifiers of the training, one for each part: parts N×P×D → logits N×P×classes. */
public final class PartClassifiers extends AbstractBlock {
    private final int classes;
    private final PartHeads.PartLinear linear;
    private final Map<String, Parameter> named;
    private final ParameterState state;

    public PartClassifiers(Architecture architecture, int classes) {
        this.classes = classes;
        Weights weights = new Weights();
        linear = new PartHeads.PartLinear(weights.at("cls.*"), architecture.parts(), architecture.partDimension(),
                classes, Weights.normal(0.001));
        named = Collections.unmodifiableMap(weights.named());
        state = new ParameterState(named, architecture.parts());
        named.values().forEach(this::addParameter);
    }

    /** {@code cls.*.weight} P×classes×D and {@code cls.*.bias} P×classes. */
    public Map<String, Parameter> named() {
        return named;
    }

    /** The state dict, {@code cls.0.weight} and so on. */
    public TensorSource state() {
        return state;
    }

    /** Loads {@code cls.{i}.weight} and {@code cls.{i}.bias}. */
    public WeightReport load(NDManager manager, TensorSource source) {
        return state.load(manager, source);
    }

    @Override
    protected NDList forwardInternal(ParameterStore store, NDList inputs, boolean training,
            @Nullable PairList<String, Object> params) {
        NDArray parts = inputs.singletonOrThrow();
        return new NDList(linear.apply(new Pass(store, parts.getDevice(), training), parts));
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputShapes) {
        return new Shape[]{new Shape(inputShapes[0].get(0), inputShapes[0].get(1), classes)};
    }
}
