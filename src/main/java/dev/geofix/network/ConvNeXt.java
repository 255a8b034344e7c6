package dev.geofix.network;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Activation;
import ai.djl.nn.Parameter;
import dev.geofix.network.Backbone.Trunk;
import dev.geofix.network.Layers.ChannelNorm;
import dev.geofix.network.Layers.Conv;
import dev.geofix.network.Layers.Dense;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** ConvNeXt (Liu et al. 2022) without stochastic depth, named as torchvision names it below {@code features}. */
final class ConvNeXt implements Trunk {
    private static final float EPSILON = 1e-6f;
    private static final double DEVIATION = 0.02;
    private static final float FIRST_SCALE = 1e-6f;

    private final Conv stem;
    private final ChannelNorm stemNorm;
    private final List<Stage> stages = new ArrayList<>();
    private final int channels;

    /**
     * @param depths blocks of each stage
     * @param widths channels of each stage
     */
    ConvNeXt(Weights weights, int[] depths, int[] widths) {
        Weights features = weights.at("features");
        // A norm multiplies gradients by 1/√ε = 1000 where its input is zero, and five follow one another: with a bias of
        // zero, an area of the mean colour alone ended in gradients of 1e8 and more.
        stem = Conv.patches(features.at("0.0"), 3, widths[0], 4);
        stemNorm = ChannelNorm.of(features.at("0.1"), widths[0], EPSILON);
        for (int i = 0; i < depths.length; i++) {
            stages.add(Stage.of(features, i, depths[i], widths));
        }
        channels = widths[widths.length - 1];
    }

    @Override
    public int channels() {
        return channels;
    }

    @Override
    public NDArray map(Pass pass, NDArray images) {
        NDArray x = pass.through(stem.apply(pass, images), y -> stemNorm.applyToMap(pass, y));
        for (Stage stage : stages) {
            x = stage.apply(pass, x);
        }
        return x;
    }

    /** Blocks of one width, after halving the map from the second stage on. */
    private record Stage(List<Halving> halving, List<Block> blocks) {
        static Stage of(Weights features, int index, int depth, int[] widths) {
            List<Halving> halving = index == 0
                    ? List.of()
                    : List.of(Halving.of(features.at(2 * index), widths[index - 1], widths[index]));
            List<Block> blocks = new ArrayList<>();
            for (int i = 0; i < depth; i++) {
                blocks.add(Block.of(features.at(2 * index + 1).at(i), widths[index]));
            }
            return new Stage(halving, blocks);
        }

        NDArray apply(Pass pass, NDArray x) {
            NDArray y = x;
            for (Halving step : halving) {
                y = pass.through(y, z -> step.apply(pass, z));
            }
            for (Block block : blocks) {
                y = pass.through(y, z -> block.apply(pass, z));
            }
            return y;
        }
    }

    private record Halving(ChannelNorm norm, Conv conv) {
        static Halving of(Weights weights, int in, int out) {
            return new Halving(ChannelNorm.of(weights.at(0), in, EPSILON),
                    Conv.of(weights.at(1), in, out, 2, 2, 0, 1));
        }

        NDArray apply(Pass pass, NDArray x) {
            return pass.through(norm.applyToMap(pass, x), y -> conv.apply(pass, y));
        }
    }

    /** x + scale · W₂ GELU(W₁ norm(depthwise 7×7(x))). */
    private record Block(Parameter scale, Conv depthwise, ChannelNorm norm, Dense widen, Dense narrow) {
        static Block of(Weights weights, int width) {
            Parameter scale = weights.weight("layer_scale",
                    (manager, shape, type) -> manager.full(shape, FIRST_SCALE, type), width, 1, 1);
            Weights block = weights.at("block");
            return new Block(scale, Conv.of(block.at(0), width, width, 7, 1, 3, width),
                    ChannelNorm.of(block.at(2), width, EPSILON),
                    Dense.of(block.at(3), width, 4 * width, Weights.normal(DEVIATION)),
                    Dense.of(block.at(5), 4 * width, width, Weights.normal(DEVIATION)));
        }

        NDArray apply(Pass pass, NDArray x) {
            NDArray y = pass.through(depthwise.apply(pass, x), z -> norm.apply(pass, z.transpose(0, 2, 3, 1)));
            y = pass.through(pass.through(y, z -> widen.apply(pass, z)), Activation::gelu);
            y = pass.through(y, z -> narrow.apply(pass, z).transpose(0, 3, 1, 2));
            return x.add(y.mul(pass.value(scale)));
        }
    }

    /** Names of a ConvNeXt in torchvision and timm. */
    static final class PublishedNames {
        private static final Pattern HALVING = Pattern.compile("stages\\.([0-3])\\.downsample\\.([01])\\.(.+)");
        private static final Pattern BLOCK = Pattern.compile("stages\\.([0-3])\\.blocks\\.(\\d{1,3})\\.(.+)");

        private PublishedNames() {}

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
}
