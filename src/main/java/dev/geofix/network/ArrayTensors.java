package dev.geofix.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;

/** Arrays in memory as a source of tensors. */
record ArrayTensors(Map<String, NDArray> arrays) implements TensorSource {
    ArrayTensors {
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
