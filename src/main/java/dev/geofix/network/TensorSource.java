package dev.geofix.network;

import ai.djl.ndarray.NDArray;
import java.util.Map;
import java.util.Set;

/** Tensors by name, to be read one at a time: a file, a network's state, a renamed view of either. */
public interface TensorSource {
    Set<String> names();

    /** @throws java.util.NoSuchElementException for a name that is not in {@link #names()} */
    long[] shape(String name);

    /** The values in row-major order, as float32 whatever they are stored in. */
    float[] values(String name);

    /** Arrays that stay their owner's; they must live as long as the source is read. */
    static TensorSource of(Map<String, NDArray> arrays) {
        return new ArrayTensors(arrays);
    }
}
