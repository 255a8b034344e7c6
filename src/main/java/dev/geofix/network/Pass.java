package dev.geofix.network;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;
import java.util.function.UnaryOperator;

/** One forward pass: where the parameters' values come from, and whether dropout and batch statistics are on. */
record Pass(ParameterStore store, Device device, boolean training) {
    static Pass inference(NDArray input) {
        return new Pass(new ParameterStore(input.getManager(), false), input.getDevice(), false);
    }

    /**
     * Applies a part of the network to what nothing else needs. At inference its input, and all that it makes on the way, is freed at once: a
     * pass then takes the memory of its largest part, not of all of them, and finds it in the processor's cache.
     */
    NDArray through(NDArray x, UnaryOperator<NDArray> part) {
        if (training) {
            return part.apply(x);
        }
        NDManager outer = x.getManager();
        try (NDManager inner = outer.newSubManager()) {
            x.attach(inner);
            NDArray y = part.apply(x);
            y.attach(outer);
            return y;
        }
    }

    NDArray value(Parameter parameter) {
        return store.getValue(parameter, device, training);
    }
}
