package dev.geofix.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;
import dev.geofix.network.Backbone.Trunk;
import dev.geofix.network.Layers.Conv;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * MobileNetV2 1.0 (Sandler et al. 2018) with its batch norms folded into the convolutions, named as torchvision names
 * them. Sides of the image are multiples of 32.
 */
final class MobileNetV2 implements Trunk {
    static final int CHANNELS = 320;
    /** Expansion, channels, blocks, stride of the first block. */
    private static final int[][] STAGES = {{1, 16, 1, 1}, {6, 24, 2, 2}, {6, 32, 3, 2}, {6, 64, 4, 2}, {6, 96, 3, 1},
        {6, 160, 3, 2}, {6, 320, 1, 1}};

    /** Padding that stands for TensorFlow's. */
    private static final int SHIFTED = 2;
    private static final NDIndex ALL_BUT_FIRST = new NDIndex(":, :, 1:, 1:");

    private final Conv stem;
    private final List<Block> blocks = new ArrayList<>();

    /**
     * @param centred whether convolutions of stride 2 pad on all sides; otherwise they pad one row and column at the bottom
     *     and right only, as TensorFlow's do
     */
    MobileNetV2(Weights weights, boolean centred) {
        Weights features = weights.at("features");
        int halving = centred ? 1 : SHIFTED;
        stem = Conv.of(features.at("0.0"), 3, 32, 3, 2, halving, 1);
        int in = 32;
        for (int[] stage : STAGES) {
            for (int i = 0; i < stage[2]; i++) {
                int stride = i == 0 ? stage[3] : 1;
                blocks.add(Block.of(features.at(blocks.size() + 1).at("conv"), in, stage[1], stage[0], stride,
                        stride == 1 ? 1 : halving));
                in = stage[1];
            }
        }
    }

    @Override
    public int channels() {
        return CHANNELS;
    }

    @Override
    public NDArray map(Pass pass, NDArray images) {
        NDArray x = pass.through(window(pass, stem, images), y -> y.clip(0, 6));
        for (Block block : blocks) {
            x = pass.through(x, y -> block.apply(pass, y));
        }
        return x;
    }

    /** With two rows and columns of padding all round the wanted windows come second: the first row and column go. */
    private static NDArray window(Pass pass, Conv conv, NDArray x) {
        NDArray y = conv.apply(pass, x);
        return conv.padding() == SHIFTED ? y.get(ALL_BUT_FIRST) : y;
    }

    /** Expand (1×1), depthwise (3×3), project (1×1); the input is added where the shapes allow. */
    private record Block(@Nullable Conv expand, Conv depthwise, Conv project, boolean residual) {
        static Block of(Weights weights, int in, int out, int expansion, int stride, int padding) {
            int wide = in * expansion;
            Conv expand = expansion == 1 ? null : pointwise(weights.at("0.0"), in, wide);
            int next = expand == null ? 0 : 1;
            return new Block(expand, Conv.of(weights.at(next).at(0), wide, wide, 3, stride, padding, wide),
                    pointwise(weights.at(next + 1), wide, out), stride == 1 && in == out);
        }

        private static Conv pointwise(Weights weights, int in, int out) {
            return Conv.of(weights, in, out, 1, 1, 0, 1);
        }

        NDArray apply(Pass pass, NDArray x) {
            NDArray wide = expand == null ? x : pass.through(expand.apply(pass, x), y -> y.clip(0, 6));
            // Without an expansion it is the input itself, which the caller frees.
            NDArray deep = expand == null
                    ? window(pass, depthwise, wide)
                    : pass.through(wide, y -> window(pass, depthwise, y));
            NDArray out = pass.through(pass.through(deep, y -> y.clip(0, 6)), y -> project.apply(pass, y));
            return residual ? out.add(x) : out;
        }
    }

    /** Names of a MobileNetV2 in timm, and of one with folded batch norms. */
    static final class PublishedNames {
        private static final Pattern FOLDED = Pattern
                .compile("blocks\\.(\\d{1,2})\\.(expand|depthwise|project)\\.(weight|bias)");
        private static final Pattern TIMM = Pattern.compile("blocks\\.([0-6])\\.([0-3])\\.(\\w+)\\.(\\w+)");
        /** Number of the first block of each stage, after the stem's 0. */
        private static final int[] FIRST_BLOCK = {1, 2, 4, 7, 11, 14, 17};

        private PublishedNames() {}

        static String fromFolded(String name) {
            if (name.startsWith("stem.")) {
                return "backbone.features.0.0." + name.substring("stem.".length());
            }
            if (name.startsWith("last.")) {
                return "backbone.features.18.0." + name.substring("last.".length());
            }
            Matcher block = FOLDED.matcher(name);
            if (!block.matches()) {
                return name;
            }
            int index = Integer.parseInt(block.group(1));
            String place = switch (block.group(2)) {
                case "expand" -> "0.0";
                case "depthwise" -> index == 0 ? "0.0" : "1.0";
                default -> index == 0 ? "1" : "2";
            };
            return "backbone.features." + (index + 1) + ".conv." + place + "." + block.group(3);
        }

        static String fromTimm(String name) {
            Matcher block = TIMM.matcher(name);
            if (block.matches()) {
                int stage = Integer.parseInt(block.group(1));
                int index = FIRST_BLOCK[stage] + Integer.parseInt(block.group(2));
                String place = stage == 0 ? firstBlock(block.group(3)) : laterBlock(block.group(3));
                return "backbone.features." + index + ".conv." + place + "." + block.group(4);
            }
            int dot = name.indexOf('.');
            return dot < 0 ? name : switch (name.substring(0, dot)) {
                case "conv_stem" -> "backbone.features.0.0";
                case "bn1" -> "backbone.features.0.1";
                case "conv_head" -> "backbone.features.18.0";
                case "bn2" -> "backbone.features.18.1";
                default -> name.substring(0, dot);
            } + name.substring(dot);
        }

        private static String firstBlock(String layer) {
            return switch (layer) {
                case "conv_dw" -> "0.0";
                case "bn1" -> "0.1";
                case "conv_pw" -> "1";
                case "bn2" -> "2";
                default -> layer;
            };
        }

        private static String laterBlock(String layer) {
            return switch (layer) {
                case "conv_pw" -> "0.0";
                case "bn1" -> "0.1";
                case "conv_dw" -> "1.0";
                case "bn2" -> "1.1";
                case "conv_pwl" -> "2";
                case "bn3" -> "3";
                default -> layer;
            };
        }
    }
}
