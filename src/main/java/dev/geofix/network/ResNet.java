package dev.geofix.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.pooling.Pool;
import ai.djl.training.initializer.Initializer;
import dev.geofix.network.Backbone.Trunk;
import dev.geofix.network.Layers.BatchStatistics;
import dev.geofix.network.Layers.Conv;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** ResNet of bottleneck blocks (He et al. 2016), the stride in the 3×3 convolution and named as in torchvision. */
final class ResNet implements Trunk {
    static final int CHANNELS = 2048;
    private static final int EXPANSION = 4;

    private final Step stem;
    private final List<Block> blocks = new ArrayList<>();

    /** @param depths blocks of each of the four stages */
    ResNet(Weights weights, int[] depths) {
        stem = Step.of(weights.at("conv1"), weights.at("bn1"), 3, 64, 7, 2);
        int in = 64;
        for (int stage = 0; stage < depths.length; stage++) {
            int width = 64 << stage;
            for (int i = 0; i < depths[stage]; i++) {
                blocks.add(Block.of(weights.at("layer" + (stage + 1)).at(i), in, width,
                        i == 0 && stage > 0 ? 2 : 1));
                in = width * EXPANSION;
            }
        }
    }

    @Override
    public int channels() {
        return CHANNELS;
    }

    @Override
    public NDArray map(Pass pass, NDArray images) {
        NDArray x = pass.through(stem.apply(pass, images), Activation::relu);
        x = pass.through(x, y -> Pool.maxPool2d(y, new Shape(3, 3), new Shape(2, 2), new Shape(1, 1), false));
        for (Block block : blocks) {
            x = pass.through(x, y -> block.apply(pass, y));
        }
        return x;
    }

    /** A convolution and its BatchNorm. */
    private record Step(Conv conv, BatchStatistics norm) {
        static Step of(Weights conv, Weights norm, int in, int out, int kernel, int stride) {
            return new Step(Conv.withoutBias(conv, in, out, kernel, stride),
                    BatchStatistics.of(norm, out, Initializer.ONES));
        }

        NDArray apply(Pass pass, NDArray x) {
            return pass.through(conv.apply(pass, x), y -> norm.apply(pass, y));
        }
    }

    private record Block(Step narrow, Step middle, Step widen, @Nullable Step shortcut) {
        static Block of(Weights weights, int in, int width, int stride) {
            int out = width * EXPANSION;
            Step narrow = Step.of(weights.at("conv1"), weights.at("bn1"), in, width, 1, 1);
            Step middle = Step.of(weights.at("conv2"), weights.at("bn2"), width, width, 3, stride);
            Step widen = Step.of(weights.at("conv3"), weights.at("bn3"), width, out, 1, 1);
            Weights downsample = weights.at("downsample");
            return new Block(narrow, middle, widen,
                    in == out ? null : Step.of(downsample.at(0), downsample.at(1), in, out, 1, stride));
        }

        NDArray apply(Pass pass, NDArray x) {
            NDArray y = pass.through(narrow.apply(pass, x), Activation::relu);
            y = pass.through(pass.through(y, z -> middle.apply(pass, z)), Activation::relu);
            y = pass.through(y, z -> widen.apply(pass, z));
            return Activation.relu(y.add(shortcut == null ? x : shortcut.apply(pass, x)));
        }
    }
}
