package dev.geofix.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import dev.geofix.network.Backbone.Trunk;
import dev.geofix.network.Layers.ChannelNorm;
import java.util.Collections;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * GLQINet: images N×3×S×S (S a multiple of 32) → parts N×P×D, after each head's BatchNorm and ReLU.
 *
 * <p>
 * Parameters carry PyTorch's names: {@code backbone.…} as in torchvision, {@code norm}, {@code q}, {@code k}, {@code v},
 * {@code head.{i}.{0,1}}. The heads are held together in one parameter each, {@code head.*.0.weight} and so on, and
 * saved and loaded apart.
 */
public final class GlqiNet extends AbstractBlock {
    private final Architecture architecture;
    private final Trunk trunk;
    private final ChannelNorm norm;
    private final @Nullable QuadrantInsight insight;
    private final PartHeads heads;
    private final Map<String, Parameter> named;
    private final ParameterState state;

    public GlqiNet(Architecture architecture) {
        this(architecture, architecture.backbone()::build);
    }

    GlqiNet(Architecture architecture, Function<Weights, Trunk> backbone) {
        this.architecture = architecture;
        Weights weights = new Weights();
        trunk = backbone.apply(weights.at("backbone"));
        int channels = trunk.channels();
        norm = ChannelNorm.of(weights.at("norm"), channels, trunk.normEpsilon());
        insight = architecture.quadrants() ? new QuadrantInsight(weights, channels, architecture) : null;
        heads = new PartHeads(weights, channels, architecture);
        named = Collections.unmodifiableMap(weights.named());
        state = new ParameterState(named, architecture.parts());
        named.values().forEach(this::addParameter);
    }

    public Architecture architecture() {
        return architecture;
    }

    /** All parameters in the order of the computation, running statistics included. */
    public Map<String, Parameter> named() {
        return named;
    }

    /** The state dict, to be written with {@link SafetensorsWriter}. */
    public TensorSource state() {
        return state;
    }

    /** Puts in the weights that fit; parameters without values get them on this manager, random where none fit. */
    public WeightReport load(NDManager manager, TensorSource source) {
        return state.load(manager, source);
    }

    /**
     * Freezes the parameters whose names are accepted and thaws the others; running statistics never take gradients.
     * A BatchNorm with frozen weights keeps its statistics in training too.
     */
    public void freeze(Predicate<String> names) {
        named.forEach((name, parameter) -> parameter.freeze(names.test(name) || isStatistic(parameter)));
    }

    private static boolean isStatistic(Parameter parameter) {
        return parameter.getType() == Parameter.Type.RUNNING_MEAN
                || parameter.getType() == Parameter.Type.RUNNING_VAR;
    }

    /** Numbers that are learnt; running statistics do not count. */
    public long parameterCount() {
        return named.values().stream().filter(p -> !isStatistic(p)).mapToLong(p -> p.getShape().size()).sum();
    }

    /** Descriptors N×(P·D) of images, for inference. */
    public NDArray embed(NDArray images) {
        return descriptor(parts(Pass.inference(images), images));
    }

    /**
     * Descriptors N×(P·D), and N mean cosines between the P pooled parts before their heads: how alike what the parts see is. Not a number
     * for a network of one part.
     */
    public NDList embedWithLikeness(NDArray images) {
        Pass pass = Pass.inference(images);
        NDArray pooled = pool(pass, tokens(pass, map(pass, images)));
        double parts = pooled.getShape().get(1);
        // With unit parts u, the sum of u·v over all pairs is (|Σu|² − P) / 2.
        NDArray sum = pooled.normalize(2, 2).sum(new int[]{1});
        NDArray likeness = sum.square().sum(new int[]{1}).sub(parts).div(parts * (parts - 1));
        return new NDList(descriptor(heads.apply(pass, pooled)), likeness);
    }

    /**
     * Part-major descriptors N×(P·D) of unit length: each part L2-normalised, all divided by √P. A part whose ReLU let nothing through
     * stays zero, and the others make up for it.
     */
    public static NDArray descriptor(NDArray parts) {
        return parts.normalize(2, 2).reshape(parts.getShape().get(0), -1).normalize(2, 1);
    }

    NDArray map(Pass pass, NDArray images) {
        return trunk.map(pass, pass.training() ? images : channelsLast(images));
    }

    /** The same images with the channels innermost in memory, for which the engine has faster convolutions. */
    private static NDArray channelsLast(NDArray images) {
        NDArray inner = images.transpose(0, 2, 3, 1);
        return inner.flatten().reshape(inner.getShape()).transpose(0, 3, 1, 2);
    }

    /** N×C×h×w → N×(h·w)×C, each token normalised. */
    NDArray tokens(Pass pass, NDArray map) {
        Shape shape = map.getShape();
        return norm.apply(pass, map.reshape(shape.get(0), shape.get(1), -1).transpose(0, 2, 1));
    }

    NDArray pool(Pass pass, NDArray tokens) {
        return insight == null ? tokens.mean(new int[]{1}, true) : insight.pool(pass, tokens);
    }

    private NDArray parts(Pass pass, NDArray images) {
        return heads.apply(pass, pool(pass, tokens(pass, map(pass, images))));
    }

    @Override
    protected NDList forwardInternal(ParameterStore store, NDList inputs, boolean training,
            @Nullable PairList<String, Object> params) {
        NDArray images = inputs.singletonOrThrow();
        return new NDList(parts(new Pass(store, images.getDevice(), training), images));
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputShapes) {
        return new Shape[]{
            new Shape(inputShapes[0].get(0), architecture.parts(), architecture.partDimension())};
    }
}
