package dev.geofix.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.nn.norm.LayerNorm;
import ai.djl.training.initializer.Initializer;
import org.jspecify.annotations.Nullable;

/** The layers that the networks are made of, each with its parameters under PyTorch's names. */
final class Layers {
    private Layers() {}

    /** A linear layer on the last axis. */
    record Dense(Parameter weight, Parameter bias) {
        static Dense of(Weights weights, int in, int out, Initializer initializer) {
            return new Dense(weights.weight("weight", initializer, out, in), weights.bias("bias", out));
        }

        NDArray apply(Pass pass, NDArray x) {
            return Linear.linear(x, pass.value(weight), pass.value(bias)).singletonOrThrow();
        }
    }

    /** A square convolution. */
    record Conv(Parameter weight, @Nullable Parameter bias, int stride, int padding, int groups) {
        private static final Shape DENSE = new Shape(1, 1);

        /** With a bias, fan-out Kaiming weights. */
        static Conv of(Weights weights, int in, int out, int kernel, int stride, int padding, int groups) {
            return new Conv(weight(weights, in, out, kernel, groups), weights.bias("bias", out), stride, padding,
                    groups);
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

    /** BatchNorm over axis 1, as PyTorch's with epsilon 1e-5 and momentum 0.1; with frozen weights its statistics stay too. */
    record BatchStatistics(Parameter weight, Parameter bias, Parameter mean, Parameter variance) {
        private static final float EPSILON = 1e-5f;
        /** DJL weighs the old statistics with it, PyTorch the new ones. */
        private static final float KEPT = 0.9f;

        static BatchStatistics of(Weights weights, long features, Initializer scale) {
            return new BatchStatistics(weights.gamma("weight", scale, features), weights.bias("bias", features),
                    weights.runningMean("running_mean", features), weights.runningVariance("running_var", features));
        }

        NDArray apply(Pass pass, NDArray x) {
            return BatchNorm
                    .batchNorm(x, pass.value(mean), pass.value(variance), pass.value(weight), pass.value(bias), 1,
                            KEPT, EPSILON, pass.training() && weight.requiresGradient())
                    .singletonOrThrow();
        }
    }
}
