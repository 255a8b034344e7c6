package dev.geofix.vectorindex;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Unit vectors like those of a network: places with several views each, in a cone far from the origin, most energy in few axes. */
public final class Vectors {
    private final Random random;
    private final int dimension;
    private final float[] offset;

    public Vectors(int dimension, long seed) {
        this.dimension = dimension;
        random = new Random(seed);
        offset = gaussian(1);
    }

    /** {@code views} vectors round each of {@code places} centres. */
    public float[][] clusters(int places, int views) {
        return Stream.generate(() -> gaussian(0.7)).limit(places)
                .flatMap(place -> Stream.generate(() -> unit(sum(sum(offset, place), gaussian(0.35)))).limit(views))
                .toArray(float[][]::new);
    }

    /** A view of the place that the vector is of. */
    public float[] near(float[] vector) {
        float[] noise = gaussian(0.35);
        double scale = Math.sqrt(energy()) * 1.2;
        return unit(IntStream.range(0, dimension).collect(() -> new float[dimension],
                (out, i) -> out[i] = (float) (vector[i] * scale + noise[i]), (a, b) -> {}));
    }

    public static double cosine(float[] a, float[] b) {
        return IntStream.range(0, a.length).mapToDouble(i -> (double) a[i] * b[i]).sum();
    }

    public static List<Long> nearest(float[][] all, float[] query, int k) {
        double[] scores = Arrays.stream(all).mapToDouble(vector -> cosine(vector, query)).toArray();
        return IntStream.range(0, all.length).boxed().sorted(Comparator.comparingDouble(i -> -scores[i])).limit(k)
                .map(Integer::longValue).toList();
    }

    static float[] unit(float[] vector) {
        double length = Math.sqrt(cosine(vector, vector));
        float[] unit = new float[vector.length];
        for (int i = 0; i < unit.length; i++) {
            unit[i] = (float) (vector[i] / length);
        }
        return unit;
    }

    private double energy() {
        return IntStream.range(0, dimension).mapToDouble(i -> decay(i) * decay(i)).sum();
    }

    private double decay(int axis) {
        return Math.pow(1 + axis, -0.3);
    }

    private float[] gaussian(double scale) {
        float[] vector = new float[dimension];
        for (int i = 0; i < dimension; i++) {
            vector[i] = (float) (random.nextGaussian() * scale * decay(i));
        }
        return vector;
    }

    private static float[] sum(float[] a, float[] b) {
        float[] sum = new float[a.length];
        for (int i = 0; i < sum.length; i++) {
            sum[i] = a[i] + b[i];
        }
        return sum;
    }
}
