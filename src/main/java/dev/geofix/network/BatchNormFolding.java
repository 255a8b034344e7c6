package dev.geofix.network;

import dev.geofix.network.DerivedTensors.Derived;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Folds each BatchNorm into the convolution before it, whose last number is one less: w′ = w·γ/√(σ²+ε) and b′ = β −
 * μ·γ/√(σ²+ε).
 */
final class BatchNormFolding {
    private static final float EPSILON = 1e-5f;
    private static final String VARIANCE = ".running_var";
    private static final Set<String> PARTS = Set.of("weight", "bias", "running_mean", "running_var");

    private BatchNormFolding() {}

    static TensorSource fold(TensorSource source) {
        Map<String, Derived> tensors = new LinkedHashMap<>();
        source.names().forEach(name -> tensors.put(name, Derived.same(source, name)));
        for (String name : source.names()) {
            if (name.endsWith(VARIANCE)) {
                fold(source, name.substring(0, name.length() - VARIANCE.length()), tensors);
            }
        }
        return new DerivedTensors(tensors);
    }

    /** An incomplete pair stays as it is, so that the report names what lacks. */
    private static void fold(TensorSource source, String norm, Map<String, Derived> tensors) {
        String conv = convolutionBefore(norm);
        boolean whole = source.names().contains(conv + ".weight")
                && PARTS.stream().allMatch(part -> source.names().contains(norm + "." + part)
                        && source.shape(norm + "." + part)[0] == source.shape(conv + ".weight")[0]);
        if (!whole) {
            return;
        }
        PARTS.forEach(part -> tensors.remove(norm + "." + part));
        tensors.put(conv + ".weight", new Derived(source.shape(conv + ".weight"), () -> {
            float[] scale = scale(source, norm);
            float[] weight = source.values(conv + ".weight");
            int row = weight.length / scale.length;
            for (int i = 0; i < weight.length; i++) {
                weight[i] *= scale[i / row];
            }
            return weight;
        }));
        tensors.put(conv + ".bias", new Derived(source.shape(norm + ".bias"), () -> {
            float[] scale = scale(source, norm);
            float[] mean = source.values(norm + ".running_mean");
            float[] bias = source.values(norm + ".bias");
            for (int i = 0; i < bias.length; i++) {
                bias[i] -= mean[i] * scale[i];
            }
            return bias;
        }));
    }

    private static float[] scale(TensorSource source, String norm) {
        float[] gamma = source.values(norm + ".weight");
        float[] variance = source.values(norm + VARIANCE);
        for (int i = 0; i < gamma.length; i++) {
            gamma[i] /= (float) Math.sqrt(variance[i] + EPSILON);
        }
        return gamma;
    }

    private static String convolutionBefore(String norm) {
        int dot = norm.lastIndexOf('.');
        String number = norm.substring(dot + 1);
        return number.matches("[1-9]") ? norm.substring(0, dot + 1) + (Integer.parseInt(number) - 1) : norm;
    }
}
