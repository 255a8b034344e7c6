package dev.geofix.network;

import dev.geofix.network.DerivedTensors.Derived;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Understands the names under which torchvision and timm keep the weights of ConvNeXt, ResNet and MobileNetV2, and those
 * of a MobileNetV2 whose batch norms are folded already.
 */
public final class WeightImport {
    private WeightImport() {}

    /**
     * The source's tensors under the names of this package: {@code backbone.…}, and {@code norm.…} where the network has a
     * final LayerNorm. Names that have no place, a classifier's for instance, stay as they are and turn up as unexpected
     * in the report of loading; a source in no known naming is given back unchanged. What stands before all names is taken off
     * where they are known without it.
     */
    public static TensorSource backbone(TensorSource source) {
        return DerivedTensors.unwrapped(source).stream().map(WeightImport::known).flatMap(Optional::stream).findFirst()
                .orElse(source);
    }

    private static Optional<TensorSource> known(TensorSource source) {
        Set<String> names = source.names();
        if (names.contains("backbone.features.0.0.weight") || names.contains("backbone.conv1.weight")) {
            return ofThisPackage(source);
        }
        if (names.contains("stages.0.blocks.0.conv_dw.weight")) {
            return Optional.of(renamed(source, ConvNeXt.PublishedNames::fromTimm));
        }
        if (names.contains("features.1.0.layer_scale")) {
            return Optional.of(renamed(source, ConvNeXt.PublishedNames::fromTorchvision));
        }
        if (names.contains("conv1.weight") && names.contains("layer1.0.conv3.weight")) {
            return Optional.of(renamed(source, name -> name.startsWith("fc.") ? name : "backbone." + name));
        }
        if (names.contains("conv_stem.weight") && names.contains("blocks.0.0.conv_dw.weight")) {
            return Optional.of(BatchNormFolding.fold(renamed(source, MobileNetV2.PublishedNames::fromTimm)));
        }
        if (names.contains("features.1.conv.0.0.weight")) {
            return Optional.of(BatchNormFolding.fold(
                    renamed(source, name -> name.startsWith("features.") ? "backbone." + name : name)));
        }
        if (names.contains("stem.weight") && names.contains("blocks.0.depthwise.weight")) {
            return Optional.of(renamed(source, MobileNetV2.PublishedNames::fromFolded));
        }
        return Optional.empty();
    }

    /** Where even these share a part, it may be a wrapper's {@code backbone.} before torchvision's names, of which more are known. */
    private static Optional<TensorSource> ofThisPackage(TensorSource source) {
        return source.names().stream().allMatch(name -> name.startsWith("backbone."))
                ? Optional.empty()
                : Optional.of(source);
    }

    private static TensorSource renamed(TensorSource source, UnaryOperator<String> rename) {
        Map<String, DerivedTensors.Derived> tensors = new LinkedHashMap<>();
        for (String name : source.names()) {
            // PyTorch's count of batches is no weight.
            if (!name.endsWith(".num_batches_tracked")) {
                tensors.put(rename.apply(name),
                        DerivedTensors.Derived.reshaped(source, name,
                                ConvNeXt.PublishedNames.shape(name, source.shape(name))));
            }
        }
        return new DerivedTensors(tensors);
    }

    /**
     * Folds each BatchNorm into the convolution before it, whose last number is one less: w′ = w·γ/√(σ²+ε) and b′ = β −
     * μ·γ/√(σ²+ε).
     */
    private static final class BatchNormFolding {
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
}
