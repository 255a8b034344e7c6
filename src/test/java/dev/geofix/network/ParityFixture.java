package dev.geofix.network;

import ai.djl.ndarray.NDManager;
import dev.geofix.network.Architecture.Attention;
import java.util.LinkedHashMap;
import java.util.Map;

/** The small network of the PyTorch fixture with its weights. */
public final class ParityFixture {
    public static final String FILE = "fixtures/glqinet-parity.safetensors";
    public static final int CLASSES = 5;

    private ParityFixture() {}

    public static Architecture architecture(boolean residual) {
        return new Architecture(Backbone.CONVNEXT_ATTO, 4, true, Attention.MERGED, residual, true, 32, 0);
    }

    public static GlqiNet network(Safetensors fixture, NDManager manager, boolean residual) {
        GlqiNet net = new GlqiNet(architecture(residual),
                weights -> new ConvNeXt(weights, new int[]{1, 1, 2, 1}, new int[]{8, 16, 32, 64}));
        net.load(manager, weights(fixture)).requireComplete();
        return net;
    }

    public static TensorSource weights(Safetensors fixture) {
        Map<String, DerivedTensors.Derived> tensors = new LinkedHashMap<>();
        for (String name : fixture.names()) {
            if (name.startsWith("weights.")) {
                tensors.put(rename(name.substring("weights.".length())), DerivedTensors.Derived.same(fixture, name));
            }
        }
        return new DerivedTensors(tensors);
    }

    /** The fixture leaves {@code features.} out. */
    public static String rename(String name) {
        return name.startsWith("backbone.") ? name.replaceFirst("backbone.", "backbone.features.") : name;
    }
}
