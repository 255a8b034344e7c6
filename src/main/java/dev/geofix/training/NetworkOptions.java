package dev.geofix.training;

import dev.geofix.network.Architecture;
import dev.geofix.network.Attention;
import dev.geofix.network.Backbone;
import dev.geofix.network.Preprocessing;
import picocli.CommandLine.Option;

/** The options that say which network is trained. */
final class NetworkOptions {
    @Option(names = "--backbone")
    private Backbone backbone = Backbone.MOBILENET_V2;

    @Option(names = "--stripes")
    private int stripes = 4;

    @Option(names = "--attention")
    private Attention attention = Attention.MERGED;

    @Option(names = "--residual", negatable = true, defaultValue = "true", fallbackValue = "true")
    private boolean residual = true;

    @Option(names = "--head-relu", negatable = true, defaultValue = "true", fallbackValue = "true")
    private boolean headRelu = true;

    @Option(names = "--part-dimension")
    private int partDimension = 512;

    @Option(names = "--head-dropout")
    private double headDropout = 0.5;

    @Option(names = "--side", description = "pixels a side of the network's input")
    private int side = 256;

    @Option(names = "--symmetric", description = "inputs from -1 to 1, as MobileNetV2's weights want them, in place of ImageNet's mean and deviation")
    private boolean symmetric;

    Architecture architecture() {
        return new Architecture(backbone, stripes, true, attention, residual, headRelu, partDimension, headDropout);
    }

    Preprocessing preprocessing() {
        return symmetric ? Preprocessing.symmetric(side) : Preprocessing.imageNet(side);
    }
}
