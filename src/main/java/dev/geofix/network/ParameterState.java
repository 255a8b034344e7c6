package dev.geofix.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.nn.Parameter;
import ai.djl.training.initializer.Initializer;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * A network's parameters as PyTorch's state dict. A parameter whose name has a {@code *} holds the tensors of all parts
 * one after the other; each stands in the state dict under its own number.
 */
final class ParameterState implements TensorSource {
    private final Map<String, Slot> slots = new LinkedHashMap<>();
    private final Map<Parameter, List<String>> names = new LinkedHashMap<>();

    /** @param parts how many tensors a parameter with a {@code *} holds */
    ParameterState(Map<String, Parameter> parameters, int parts) {
        parameters.forEach((name, parameter) -> {
            int count = name.contains("*") ? parts : 1;
            for (int i = 0; i < count; i++) {
                String own = name.replace("*", Integer.toString(i));
                slots.put(own, new Slot(parameter, i, count));
                names.computeIfAbsent(parameter, p -> new ArrayList<>()).add(own);
            }
        });
    }

    private record Slot(Parameter parameter, int index, int count) {
        long[] shape() {
            long[] whole = parameter.getShape().getShape();
            if (count == 1) {
                return whole;
            }
            return whole[0] == count && whole.length > 1
                    ? Arrays.copyOfRange(whole, 1, whole.length)
                    : new long[]{whole[0] / count};
        }

        int size() {
            return Math.toIntExact(parameter.getShape().size() / count);
        }
    }

    @Override
    public Set<String> names() {
        return slots.keySet();
    }

    @Override
    public long[] shape(String name) {
        return slot(name).shape();
    }

    @Override
    public float[] values(String name) {
        Slot slot = slot(name);
        try (NDArray parts = slot.parameter.getArray().reshape(slot.count, -1); NDArray part = parts.get(slot.index)) {
            return part.toFloatArray();
        }
    }

    private Slot slot(String name) {
        return Objects.requireNonNull(slots.get(name), () -> "no tensor " + name);
    }

    /** Puts in what fits by name and shape; parameters that were not initialised are, on this manager. */
    WeightReport load(NDManager manager, TensorSource source) {
        List<String> loaded = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        List<WeightReport.Mismatch> wrongShape = new ArrayList<>();
        names.forEach((parameter, own) -> {
            List<String> fitting = new ArrayList<>();
            for (String name : own) {
                if (!source.names().contains(name)) {
                    missing.add(name);
                } else if (!Arrays.equals(source.shape(name), shape(name))) {
                    wrongShape.add(new WeightReport.Mismatch(name, list(shape(name)), list(source.shape(name))));
                } else {
                    fitting.add(name);
                }
            }
            set(manager, parameter, fitting, fitting.size() == own.size(), source);
            loaded.addAll(fitting);
        });
        Set<String> unexpected = new TreeSet<>(source.names());
        unexpected.removeAll(slots.keySet());
        return new WeightReport(loaded, missing, List.copyOf(unexpected), wrongShape);
    }

    private void set(NDManager manager, Parameter parameter, List<String> names, boolean all, TensorSource source) {
        if (!all) {
            parameter.initialize(manager, DataType.FLOAT32);
        }
        if (names.isEmpty()) {
            return;
        }
        float[] values = all
                ? new float[Math.toIntExact(parameter.getShape().size())]
                : parameter.getArray().toFloatArray();
        for (String name : names) {
            Slot slot = slot(name);
            System.arraycopy(source.values(name), 0, values, slot.index * slot.size(), slot.size());
        }
        if (parameter.isInitialized()) {
            parameter.getArray().set(FloatBuffer.wrap(values));
        } else {
            initialize(manager, parameter, values);
        }
    }

    /** Spares drawing random numbers that would be overwritten at once. */
    private static void initialize(NDManager manager, Parameter parameter, float[] values) {
        Initializer random = parameter.getInitializer();
        parameter.setInitializer((owner, shape, type) -> {
            try (NDArray onJavaMemory = owner.create(values, shape)) {
                return onJavaMemory.duplicate();
            }
        });
        parameter.initialize(manager, DataType.FLOAT32);
        parameter.setInitializer(random);
    }

    private static List<Long> list(long[] shape) {
        return Arrays.stream(shape).boxed().toList();
    }
}
