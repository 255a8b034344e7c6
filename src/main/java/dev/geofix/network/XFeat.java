package dev.geofix.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.pooling.Pool;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import dev.geofix.network.Layers.Conv;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * XFeat (Potje et al., CVPR 2024: "XFeat: Accelerated Features for Lightweight Image Matching"), a network of 0.66 million parameters for local features, batch norms folded into the
 * convolutions. It sees grey only. Everything that it says is on a grid of 8 × 8 pixels.
 */
public final class XFeat {
    /** Pixels a side of a cell of the maps. */
    public static final int CELL = 8;
    /** Values a descriptor. */
    public static final int DIMENSION = 64;
    /** Sides of the input are multiples of this. */
    public static final int STRIDE = 32;

    private static final String WEIGHTS = "xfeat.safetensors";
    private static final double NORM_EPSILON = 1e-5;
    /** The engine's number for it. */
    private static final int BILINEAR = 2;

    private final ParameterState state;
    private final Weights weights = new Weights();
    private final Conv skip;
    private final List<Conv> block1;
    private final List<Conv> block2And3;
    private final List<Conv> block4;
    private final List<Conv> block5;
    private final List<Conv> fusion;
    private final List<Conv> reliability;
    private final List<Conv> keypoint;

    /**
     * What the network says about a picture of height × width pixels. With h = height / 8 and w = width / 8, row by row:
     *
     * @param features {@value #DIMENSION} × h × w, not normalised
     * @param logits 65 × h × w: how likely each pixel of a cell, row by row, is a keypoint; the last stands for none of them
     * @param reliability h × w, 0 … 1: whether a descriptor there will be found again
     */
    public record Maps(int width, int height, float[] features, float[] logits, float[] reliability) {}

    private XFeat() {
        skip = Conv.of(weights.at("skip"), 1, 24, 1, 1, 0, 1);
        block1 = chain("block1", 1, layer(4, 3, 1), layer(8, 3, 2), layer(8, 3, 1), layer(24, 3, 2));
        block2And3 = new ArrayList<>(chain("block2", 24, layer(24, 3, 1), layer(24, 3, 1)));
        block2And3.addAll(chain("block3", 24, layer(64, 3, 2), layer(64, 3, 1), layer(64, 1, 1)));
        block4 = chain("block4", 64, layer(64, 3, 2), layer(64, 3, 1), layer(64, 3, 1));
        block5 = chain("block5", 64, layer(128, 3, 2), layer(128, 3, 1), layer(128, 3, 1), layer(64, 1, 1));
        fusion = chain("fusion", 64, layer(64, 3, 1), layer(64, 3, 1), layer(64, 1, 1));
        reliability = chain("reliability", 64, layer(64, 1, 1), layer(64, 1, 1), layer(1, 1, 1));
        keypoint = chain("keypoint", 64, layer(64, 1, 1), layer(64, 1, 1), layer(64, 1, 1), layer(65, 1, 1));
        state = new ParameterState(weights.named(), 1);
    }

    /** The network with the weights that the service ships, on this manager, frozen. */
    public static XFeat shipped(NDManager manager) throws IOException {
        try (InputStream in = Objects.requireNonNull(XFeat.class.getResourceAsStream(WEIGHTS),
                "the weights of XFeat are not in the jar");
                Safetensors file = Safetensors.of(in.readAllBytes())) {
            return load(manager, file);
        }
    }

    /** @throws InvalidModelException when the source does not hold exactly this network's weights */
    public static XFeat load(NDManager manager, TensorSource source) {
        XFeat net = new XFeat();
        net.state.load(manager, source).requireComplete();
        net.weights.named().values().forEach(parameter -> parameter.freeze(true));
        return net;
    }

    private record Layer(int channels, int kernel, int stride) {}

    private static Layer layer(int channels, int kernel, int stride) {
        return new Layer(channels, kernel, stride);
    }

    private List<Conv> chain(String name, int in, Layer... layers) {
        List<Conv> convs = new ArrayList<>();
        int channels = in;
        for (Layer layer : layers) {
            convs.add(Conv.of(weights.at(name).at(convs.size()), channels, layer.channels(), layer.kernel(),
                    layer.stride(), layer.kernel() / 2, 1));
            channels = layer.channels();
        }
        return convs;
    }

    /**
     * One picture through the network.
     *
     * @param grey height × width, mean of red, green and blue in 0 … 1
     * @param manager that what is needed on the way is made on, and freed with
     * @throws IllegalArgumentException when a side is no multiple of {@value #STRIDE}
     */
    public Maps forward(NDManager manager, float[] grey, int width, int height) {
        if (width < STRIDE || height < STRIDE || width % STRIDE != 0 || height % STRIDE != 0) {
            throw new IllegalArgumentException(
                    "sides must be multiples of " + STRIDE + ", not " + width + " x " + height);
        }
        try (NDManager own = manager.newSubManager()) {
            NDArray x = own.create(normalised(grey), new Shape(1, 1, height, width));
            Pass pass = Pass.inference(x);
            NDArray features = features(pass, x);
            NDArray reliable = last(pass, reliability, features).getNDArrayInternal().sigmoid();
            NDArray logits = last(pass, keypoint, cells(x, width, height));
            return new Maps(width, height, features.toFloatArray(), logits.toFloatArray(), reliable.toFloatArray());
        }
    }

    private NDArray features(Pass pass, NDArray x) {
        NDArray quarter = all(pass, block1, x).add(skip.apply(pass,
                Pool.avgPool2d(x, new Shape(4, 4), new Shape(4, 4), new Shape(0, 0), false, true)));
        NDArray eighth = all(pass, block2And3, quarter);
        NDArray sixteenth = all(pass, block4, eighth);
        NDArray thirtySecond = all(pass, block5, sixteenth);
        NDArray sum = eighth.add(enlarged(sixteenth, eighth.getShape())).add(enlarged(thirtySecond, eighth.getShape()));
        return last(pass, fusion, sum);
    }

    private static NDArray enlarged(NDArray map, Shape like) {
        long[] size = {like.get(2), like.get(3)};
        return JniUtils.interpolate((PtNDArray) map, size, BILINEAR, false);
    }

    /** Each cell's pixels, row by row, as channels. */
    private static NDArray cells(NDArray x, int width, int height) {
        int w = width / CELL;
        int h = height / CELL;
        return x.reshape(h, CELL, w, CELL).transpose(1, 3, 0, 2).reshape(1, (long) CELL * CELL, h, w);
    }

    private static NDArray all(Pass pass, List<Conv> convs, NDArray x) {
        NDArray y = x;
        for (Conv conv : convs) {
            y = conv.apply(pass, y).getNDArrayInternal().relu();
        }
        return y;
    }

    /** A chain whose last convolution has no activation. */
    private static NDArray last(Pass pass, List<Conv> convs, NDArray x) {
        return convs.getLast().apply(pass, all(pass, convs.subList(0, convs.size() - 1), x));
    }

    /** Instance norm over the picture. A picture of one grey becomes zeros. */
    private static float[] normalised(float[] grey) {
        double sum = 0;
        for (float value : grey) {
            sum += value;
        }
        double mean = sum / grey.length;
        double squares = 0;
        for (float value : grey) {
            squares += (value - mean) * (value - mean);
        }
        double scale = 1 / Math.sqrt(squares / grey.length + NORM_EPSILON);
        float[] normalised = new float[grey.length];
        for (int i = 0; i < grey.length; i++) {
            normalised[i] = (float) ((grey[i] - mean) * scale);
        }
        return normalised;
    }
}
