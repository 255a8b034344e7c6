package dev.geofix.network;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Activation;
import ai.djl.nn.Parameter;
import java.util.ArrayList;
import java.util.List;

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
}
