package dev.geofix.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.nn.norm.LayerNorm;
import ai.djl.training.initializer.Initializer;

/** LayerNorm over the channels, which are the last axis of its input. */
record ChannelNorm(Parameter weight, Parameter bias, float epsilon) {
    static ChannelNorm of(Weights weights, int channels, float epsilon) {
        return new ChannelNorm(weights.gamma("weight", Initializer.ONES, channels), weights.bias("bias", channels),
                epsilon);
    }

    NDArray apply(Pass pass, NDArray x) {
        Shape channels = new Shape(x.getShape().get(x.getShape().dimension() - 1));
        return LayerNorm.layerNorm(x, channels, pass.value(weight), pass.value(bias), epsilon).singletonOrThrow();
    }

    /** The same for a map N×C×H×W. */
    NDArray applyToMap(Pass pass, NDArray map) {
        return apply(pass, map.transpose(0, 2, 3, 1)).transpose(0, 3, 1, 2);
    }
}
