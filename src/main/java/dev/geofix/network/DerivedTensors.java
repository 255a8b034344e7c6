package dev.geofix.network;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.function.Supplier;

/** Tensors made from those of another source when they are asked for: reshaped, renamed, joined by others. */
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

    /**
     * The source as it is, and then with one part after the other taken off its names, as long as all begin with the same one. Whatever a network is
     * wrapped in to be trained leaves such a part or several: {@code module.}, {@code model.}, {@code backbone.}, {@code state_dict.},
     * {@code _orig_mod.}.
     */
    static List<TensorSource> unwrapped(TensorSource source) {
        List<TensorSource> views = new ArrayList<>(List.of(source));
        for (String part = sharedPart(source.names()); !part.isEmpty(); part = sharedPart(views.getLast().names())) {
            views.add(without(part, views.getLast()));
        }
        return views;
    }

    /** The first part of all names with its dot; empty where they differ in it, or one of them has nothing behind it. */
    private static String sharedPart(Set<String> names) {
        String any = names.isEmpty() ? "" : names.iterator().next();
        String part = any.substring(0, any.indexOf('.') + 1);
        return names.stream().allMatch(name -> name.startsWith(part) && name.length() > part.length()) ? part : "";
    }

    private static TensorSource without(String prefix, TensorSource source) {
        Map<String, Derived> tensors = new LinkedHashMap<>();
        source.names().forEach(name -> tensors.put(name.substring(prefix.length()), Derived.same(source, name)));
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
