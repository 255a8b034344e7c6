package dev.geofix.network;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Parameter;
import ai.djl.nn.core.Linear;
import ai.djl.training.initializer.Initializer;

/** A linear layer on the last axis. */
record Dense(Parameter weight, Parameter bias) {
    static Dense of(Weights weights, int in, int out, Initializer initializer) {
        return new Dense(weights.weight("weight", initializer, out, in), weights.bias("bias", out));
    }

    NDArray apply(Pass pass, NDArray x) {
        return Linear.linear(x, pass.value(weight), pass.value(bias)).singletonOrThrow();
    }
}
