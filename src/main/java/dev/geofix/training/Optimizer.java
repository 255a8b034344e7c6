package dev.geofix.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.List;
import java.util.Map;

/** Changes parameters in place by their gradients. Runs with gradient recording off. */
public interface Optimizer {
    /** One update; every group's learning rate is multiplied by {@code factor}. Gradients stay as they are. */
    void step(double factor);

    List<ParameterGroup> groups();

    /** Everything but the parameters that the next step depends on, by name: it goes into the checkpoint. */
    Map<String, NDArray> state(NDManager manager);

    /** @throws IllegalArgumentException when the state is that of another optimiser or network */
    void restore(Map<String, NDArray> state);
}
