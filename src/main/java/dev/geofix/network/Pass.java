package dev.geofix.network;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;

/** One forward pass: where the parameters' values come from, and whether dropout and batch statistics are on. */
record Pass(ParameterStore store, Device device, boolean training) {
    static Pass inference(NDArray input) {
        return new Pass(new ParameterStore(input.getManager(), false), input.getDevice(), false);
    }

    NDArray value(Parameter parameter) {
        return store.getValue(parameter, device, training);
    }
}
