package dev.geofix.network;

import ai.djl.ndarray.NDManager;
import dev.geofix.network.Architecture.Attention;
import dev.geofix.testing.ParityData;
import dev.geofix.testing.SharedData;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** The small network of the PyTorch fixture with its weights. */
public final class ParityFixture {
    public static final int CLASSES = 5;

    private ParityFixture() {}

    /** The small one lies in the repository; the full one has a second picture and the numbers of a training. */
    public enum Size {
        SMALL(1), FULL(2);

        private final int pictures;

        Size(int pictures) {
            this.pictures = pictures;
        }

        /** How many are looked at in evaluation mode. */
        public int pictures() {
            return pictures;
        }
    }

    public static Safetensors open(Size size) throws IOException {
        return Safetensors.open(switch (size) {
            case SMALL -> ParityData.of("glqinet.safetensors");
            case FULL -> SharedData.require("fixtures/glqinet-parity.safetensors");
        });
    }

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
