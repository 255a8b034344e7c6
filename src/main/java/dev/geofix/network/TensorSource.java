package dev.geofix.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import java.util.Map;
import java.util.NoSuchElementException;
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

    /** Arrays in memory as a source of tensors. */
    record ArrayTensors(Map<String, NDArray> arrays) implements TensorSource {
        public ArrayTensors {
            arrays = Map.copyOf(arrays);
        }

        @Override
        public Set<String> names() {
            return arrays.keySet();
        }

        @Override
        public long[] shape(String name) {
            return array(name).getShape().getShape();
        }

        @Override
        public float[] values(String name) {
            try (NDArray plain = array(name).toType(DataType.FLOAT32, true)) {
                return plain.toFloatArray();
            }
        }

        private NDArray array(String name) {
            NDArray array = arrays.get(name);
            if (array == null) {
                throw new NoSuchElementException("no tensor " + name);
            }
            return array;
        }
    }
}
