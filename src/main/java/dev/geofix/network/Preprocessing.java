package dev.geofix.network;

import dev.geofix.platform.UserException;
import java.util.List;

/**
 * What turns a picture into the network's input: scaled to a square, RGB of 0 … 1, less the mean, by the deviation.
 *
 * @param inputSize side S in pixels, a multiple of 32
 * @param mean of red, green and blue
 * @param deviation of red, green and blue, above zero
 */
public record Preprocessing(int inputSize, List<Float> mean, List<Float> deviation) {
    private static final int REDUCTION = 32;
    private static final int LARGEST = 2048;

    public Preprocessing {
        if (inputSize < REDUCTION || inputSize > LARGEST || inputSize % REDUCTION != 0) {
            throw new UserException(
                    "inputSize must be a multiple of 32 up to " + LARGEST + ", not " + inputSize);
        }
        mean = List.copyOf(mean);
        deviation = List.copyOf(deviation);
        if (mean.size() != 3 || !mean.stream().allMatch(Float::isFinite)) {
            throw new UserException("mean must be three numbers, not " + mean);
        }
        if (deviation.size() != 3 || !deviation.stream().allMatch(value -> value > 0 && Float.isFinite(value))) {
            throw new UserException("deviation must be three numbers above zero, not " + deviation);
        }
    }

    /** As the usual weights of a backbone were trained. */
    public static Preprocessing of(Backbone backbone, int inputSize) {
        return backbone == Backbone.MOBILENET_V2 ? symmetric(inputSize) : imageNet(inputSize);
    }

    /** ImageNet's mean and deviation. */
    public static Preprocessing imageNet(int inputSize) {
        return new Preprocessing(inputSize, List.of(0.485f, 0.456f, 0.406f), List.of(0.229f, 0.224f, 0.225f));
    }

    /** −1 … 1, as {@link Backbone#MOBILENET_V2} was trained. */
    public static Preprocessing symmetric(int inputSize) {
        return new Preprocessing(inputSize, List.of(0.5f, 0.5f, 0.5f), List.of(0.5f, 0.5f, 0.5f));
    }

    public float[] meanArray() {
        return array(mean);
    }

    public float[] deviationArray() {
        return array(deviation);
    }

    private static float[] array(List<Float> values) {
        return new float[]{values.get(0), values.get(1), values.get(2)};
    }
}
