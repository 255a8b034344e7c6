package dev.geofix.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * MobileNetV2 1.0 (Sandler et al. 2018) with its batch norms folded into the convolutions, named as torchvision names
 * them. Convolutions of stride 2 pad one row and column at the bottom and right only, as TensorFlow's do; sides of the image are multiples of 32.
 */
final class MobileNetV2 implements Trunk {
    static final int CHANNELS = 320;
    /** Expansion, channels, blocks, stride of the first block. */
    private static final int[][] STAGES = {{1, 16, 1, 1}, {6, 24, 2, 2}, {6, 32, 3, 2}, {6, 64, 4, 2}, {6, 96, 3, 1},
        {6, 160, 3, 2}, {6, 320, 1, 1}};

    private static final NDIndex ALL_BUT_FIRST = new NDIndex(":, :, 1:, 1:");

    private final Conv stem;
    private final List<Block> blocks = new ArrayList<>();

    MobileNetV2(Weights weights) {
        Weights features = weights.at("features");
        stem = conv(features.at("0.0"), 3, 32, 3, 2, 1);
        int in = 32;
        for (int[] stage : STAGES) {
            for (int i = 0; i < stage[2]; i++) {
                blocks.add(Block.of(features.at(blocks.size() + 1).at("conv"), in, stage[1], stage[0],
                        i == 0 ? stage[3] : 1));
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
        NDArray x = reduce(pass, stem, images).clip(0, 6);
        for (Block block : blocks) {
            x = block.apply(pass, x);
        }
        return x;
    }

    private static Conv conv(Weights weights, int in, int out, int kernel, int stride, int groups) {
        return Conv.of(weights, in, out, kernel, stride, stride == 1 ? kernel / 2 : 2, groups);
    }

    /** Two rows and columns of padding all round put the wanted windows second: the first output row and column go. */
    private static NDArray reduce(Pass pass, Conv conv, NDArray x) {
        return conv.apply(pass, x).get(ALL_BUT_FIRST);
    }

    /** Expand (1×1), depthwise (3×3), project (1×1); the input is added where the shapes allow. */
    private record Block(@Nullable Conv expand, Conv depthwise, Conv project, boolean residual) {
        static Block of(Weights weights, int in, int out, int expansion, int stride) {
            int wide = in * expansion;
            Conv expand = expansion == 1 ? null : conv(weights.at("0.0"), in, wide, 1, 1, 1);
            int next = expand == null ? 0 : 1;
            return new Block(expand, conv(weights.at(next).at(0), wide, wide, 3, stride, wide),
                    conv(weights.at(next + 1), wide, out, 1, 1, 1), stride == 1 && in == out);
        }

        NDArray apply(Pass pass, NDArray x) {
            NDArray wide = expand == null ? x : expand.apply(pass, x).clip(0, 6);
            NDArray deep = depthwise.stride() == 2 ? reduce(pass, depthwise, wide) : depthwise.apply(pass, wide);
            NDArray out = project.apply(pass, deep.clip(0, 6));
            return residual ? out.add(x) : out;
        }
    }
}
