package dev.geofix.network;

import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Names of a ConvNeXt in torchvision and timm. */
final class ConvNeXtNames {
    private static final Pattern HALVING = Pattern.compile("stages\\.([0-3])\\.downsample\\.([01])\\.(.+)");
    private static final Pattern BLOCK = Pattern.compile("stages\\.([0-3])\\.blocks\\.(\\d{1,3})\\.(.+)");

    private ConvNeXtNames() {}

    static String fromTorchvision(String name) {
        if (name.startsWith("features.")) {
            return "backbone." + name;
        }
        return name.startsWith("classifier.0.") ? "norm." + name.substring("classifier.0.".length()) : name;
    }

    static String fromTimm(String name) {
        if (name.startsWith("stem.")) {
            return "backbone.features.0." + name.substring("stem.".length());
        }
        if (name.startsWith("head.norm.")) {
            return name.substring("head.".length());
        }
        Matcher halving = HALVING.matcher(name);
        if (halving.matches()) {
            int stage = Integer.parseInt(halving.group(1));
            return "backbone.features." + 2 * stage + "." + halving.group(2) + "." + halving.group(3);
        }
        Matcher block = BLOCK.matcher(name);
        if (!block.matches()) {
            return name;
        }
        int stage = Integer.parseInt(block.group(1));
        String inside = block.group(3).replace("conv_dw.", "block.0.").replace("norm.", "block.2.")
                .replace("mlp.fc1.", "block.3.").replace("mlp.fc2.", "block.5.").replace("gamma", "layer_scale");
        return "backbone.features." + (2 * stage + 1) + "." + block.group(2) + "." + inside;
    }

    /** timm holds the layer scale flat, and the linear layers of small networks as 1×1 convolutions. */
    static long[] shape(String name, long[] shape) {
        if (name.endsWith(".gamma") && shape.length == 1) {
            return new long[]{shape[0], 1, 1};
        }
        boolean pointwise = shape.length == 4 && shape[2] == 1 && shape[3] == 1;
        return pointwise && name.contains(".mlp.fc") ? Arrays.copyOf(shape, 2) : shape;
    }
}
