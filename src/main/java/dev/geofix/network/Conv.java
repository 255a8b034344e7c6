package dev.geofix.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.nn.convolutional.Conv2d;
import org.jspecify.annotations.Nullable;

/** A square convolution. */
record Conv(Parameter weight, @Nullable Parameter bias, int stride, int padding, int groups) {
    private static final Shape DENSE = new Shape(1, 1);

    /** With a bias, fan-out Kaiming weights. */
    static Conv of(Weights weights, int in, int out, int kernel, int stride, int padding, int groups) {
        return new Conv(weight(weights, in, out, kernel, groups), weights.bias("bias", out), stride, padding, groups);
    }

    /** Cuts an image into patches without overlap; what an empty patch becomes is a random vector, not zero. */
    static Conv patches(Weights weights, int in, int out, int kernel) {
        long fan = (long) in * kernel * kernel;
        return new Conv(weight(weights, in, out, kernel, 1),
                weights.bias("bias", Weights.normal(1 / Math.sqrt(3.0 * fan)), out), kernel, 0, 1);
    }

    static Conv withoutBias(Weights weights, int in, int out, int kernel, int stride) {
        return new Conv(weight(weights, in, out, kernel, 1), null, stride, kernel / 2, 1);
    }

    private static Parameter weight(Weights weights, int in, int out, int kernel, int groups) {
        return weights.weight("weight", Weights.kaiming((long) out / groups * kernel * kernel), out, in / groups,
                kernel, kernel);
    }

    NDArray apply(Pass pass, NDArray x) {
        NDArray offset = bias == null ? null : pass.value(bias);
        return Conv2d.conv2d(x, pass.value(weight), offset, new Shape(stride, stride), new Shape(padding, padding),
                DENSE, groups).singletonOrThrow();
    }
}
