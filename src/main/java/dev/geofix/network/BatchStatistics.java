package dev.geofix.network;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Parameter;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.training.initializer.Initializer;

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
        return BatchNorm.batchNorm(x, pass.value(mean), pass.value(variance), pass.value(weight), pass.value(bias), 1,
                KEPT, EPSILON, pass.training() && weight.requiresGradient()).singletonOrThrow();
    }
}
