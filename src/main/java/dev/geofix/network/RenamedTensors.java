package dev.geofix.network;

import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;

/** A source under other names. */
record RenamedTensors(TensorSource source, Map<String, String> oldNames) implements TensorSource {
    @Override
    public Set<String> names() {
        return oldNames.keySet();
    }

    @Override
    public long[] shape(String name) {
        return source.shape(oldName(name));
    }

    @Override
    public float[] values(String name) {
        return source.values(oldName(name));
    }

    private String oldName(String name) {
        String old = oldNames.get(name);
        if (old == null) {
            throw new NoSuchElementException("no tensor " + name);
        }
        return old;
    }
}
