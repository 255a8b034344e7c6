package dev.geofix.network;

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
        return SharedPrefix.views(source).stream().map(WeightImport::known).flatMap(Optional::stream).findFirst()
                .orElse(source);
    }

    private static Optional<TensorSource> known(TensorSource source) {
        Set<String> names = source.names();
        if (names.contains("backbone.features.0.0.weight") || names.contains("backbone.conv1.weight")) {
            return ofThisPackage(source);
        }
        if (names.contains("stages.0.blocks.0.conv_dw.weight")) {
            return Optional.of(renamed(source, ConvNeXtNames::fromTimm));
        }
        if (names.contains("features.1.0.layer_scale")) {
            return Optional.of(renamed(source, ConvNeXtNames::fromTorchvision));
        }
        if (names.contains("conv1.weight") && names.contains("layer1.0.conv3.weight")) {
            return Optional.of(renamed(source, name -> name.startsWith("fc.") ? name : "backbone." + name));
        }
        if (names.contains("conv_stem.weight") && names.contains("blocks.0.0.conv_dw.weight")) {
            return Optional.of(BatchNormFolding.fold(renamed(source, MobileNetNames::fromTimm)));
        }
        if (names.contains("features.1.conv.0.0.weight")) {
            return Optional.of(BatchNormFolding.fold(
                    renamed(source, name -> name.startsWith("features.") ? "backbone." + name : name)));
        }
        if (names.contains("stem.weight") && names.contains("blocks.0.depthwise.weight")) {
            return Optional.of(renamed(source, MobileNetNames::fromFolded));
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
                        DerivedTensors.Derived.reshaped(source, name, ConvNeXtNames.shape(name, source.shape(name))));
            }
        }
        return new DerivedTensors(tensors);
    }
}
