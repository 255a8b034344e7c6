package dev.geofix.network;

import ai.djl.ndarray.NDArray;
import java.util.function.Function;

/** The convolutional network below GLQINet; each reduces the image by 32. */
public enum Backbone {
    /** Depths 3-3-9-3, the paper's default. */
    CONVNEXT_TINY(768, convNeXt(new int[]{3, 3, 9, 3}, 96)),
    /** Depths 3-3-27-3. */
    CONVNEXT_SMALL(768, convNeXt(new int[]{3, 3, 27, 3}, 96)),
    /** Depths 2-2-6-2, 3.4 million parameters. */
    CONVNEXT_ATTO(320, convNeXt(new int[]{2, 2, 6, 2}, 40)),
    /** Depths 2-2-6-2, 4.8 million parameters. */
    CONVNEXT_FEMTO(384, convNeXt(new int[]{2, 2, 6, 2}, 48)),
    /** Depths 2-2-6-2, 8.5 million parameters. */
    CONVNEXT_PICO(512, convNeXt(new int[]{2, 2, 6, 2}, 64)),
    /** Bottlenecks 3-4-6-3. */
    RESNET_50(ResNet.CHANNELS, weights -> new ResNet(weights, new int[]{3, 4, 6, 3})),
    /** Bottlenecks 3-4-23-3. */
    RESNET_101(ResNet.CHANNELS, weights -> new ResNet(weights, new int[]{3, 4, 23, 3})),
    /** Padded as TensorFlow pads, for weights trained there. */
    MOBILENET_V2(MobileNetV2.CHANNELS, weights -> new MobileNetV2(weights, false)),
    /** Padded on all sides alike, for weights trained with torchvision or timm. */
    MOBILENET_V2_CENTRED(MobileNetV2.CHANNELS, weights -> new MobileNetV2(weights, true));

    private final int channels;
    private final Function<Weights, Trunk> factory;

    Backbone(int channels, Function<Weights, Trunk> factory) {
        this.channels = channels;
        this.factory = factory;
    }

    /** Channels C of the last map. */
    public int channels() {
        return channels;
    }

    Trunk build(Weights weights) {
        return factory.apply(weights);
    }

    private static Function<Weights, Trunk> convNeXt(int[] depths, int width) {
        int[] widths = {width, 2 * width, 4 * width, 8 * width};
        return weights -> new ConvNeXt(weights, depths, widths);
    }

    /** A backbone without its classifier: images N×3×H×W → map N×C×(H/32)×(W/32). */
    interface Trunk {
        NDArray map(Pass pass, NDArray images);

        int channels();

        /** Epsilon of the LayerNorm on tokens that follows the map. */
        default float normEpsilon() {
            return 1e-6f;
        }
    }
}
