package dev.geofix.network;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.function.Supplier;

/** Tensors made from those of another source when they are asked for. */
record DerivedTensors(Map<String, Derived> tensors) implements TensorSource {
    record Derived(long[] shape, Supplier<float[]> values) {
        static Derived same(TensorSource source, String name) {
            return reshaped(source, name, source.shape(name));
        }

        static Derived reshaped(TensorSource source, String name, long... shape) {
            return new Derived(shape, () -> source.values(name));
        }
    }

    /** A source and some vectors more. */
    static TensorSource union(TensorSource source, Map<String, float[]> vectors) {
        Map<String, Derived> tensors = new LinkedHashMap<>();
        source.names().forEach(name -> tensors.put(name, Derived.same(source, name)));
        vectors.forEach((name, vector) -> tensors.put(name, new Derived(new long[]{vector.length}, () -> vector)));
        return new DerivedTensors(tensors);
    }

    @Override
    public Set<String> names() {
        return tensors.keySet();
    }

    @Override
    public long[] shape(String name) {
        return tensor(name).shape().clone();
    }

    @Override
    public float[] values(String name) {
        return tensor(name).values().get();
    }

    private Derived tensor(String name) {
        Derived tensor = tensors.get(name);
        if (tensor == null) {
            throw new NoSuchElementException("no tensor " + name);
        }
        return tensor;
    }
}
