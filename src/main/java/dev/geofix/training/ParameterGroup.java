package dev.geofix.training;

import ai.djl.ndarray.NDArray;
import dev.geofix.platform.UserException;
import java.util.Map;

/**
 * Parameters that share a learning rate and a weight decay.
 *
 * @param arrays the trained arrays by their PyTorch name, in a fixed order; their gradients are attached
 */
record ParameterGroup(Map<String, NDArray> arrays, double learningRate, double weightDecay) {
    ParameterGroup {
        if (!(learningRate >= 0) || !(weightDecay >= 0)) {
            throw new UserException("learning rate and weight decay must not be negative");
        }
    }
}
