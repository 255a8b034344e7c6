package dev.geofix.network;

import java.util.function.Function;

/** The convolutional network below GLQINet; each reduces the image by 32. */
public enum Backbone {
    CONVNEXT_TINY(768, convNeXt(new int[]{3, 3, 9, 3}, 96)), CONVNEXT_SMALL(768,
            convNeXt(new int[]{3, 3, 27, 3}, 96)), CONVNEXT_ATTO(320,
                    convNeXt(new int[]{2, 2, 6, 2}, 40)), CONVNEXT_FEMTO(384,
                            convNeXt(new int[]{2, 2, 6, 2}, 48)), CONVNEXT_PICO(512,
                                    convNeXt(new int[]{2, 2, 6, 2}, 64)), MOBILENET_V2(320, MobileNetV2::new);

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
}
