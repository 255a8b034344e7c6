package dev.geofix.benchmark;

import dev.geofix.platform.UserException;
import dev.geofix.vectorindex.Int8Vector;
import dev.geofix.vectorindex.VectorSource;
import java.util.SplittableRandom;

/**
 * As many unit vectors as wanted, grown from a few real ones; each is made anew whenever it is asked for, always the same. Places come first:
 * the real vectors, then means of two of them. Each place has {@value #VIEWS} views: the place, plus differences of real vectors, which vary as
 * real vectors do.
 */
final class GrownVectors {
    static final int VIEWS = 10;
    private static final int DIFFERENCES = 2;
    /** Two views of a place then have a cosine of about 0.8, where differences have a length of 1. */
    private static final double SPREAD = 0.5;

    private final float[][] real;
    private final long seed;

    GrownVectors(float[][] real, long seed) {
        if (real.length < 2) {
            throw new UserException("it takes two vectors or more to grow others from");
        }
        this.real = real;
        this.seed = seed;
    }

    int dimension() {
        return real[0].length;
    }

    float[] vector(int number) {
        return view(number / VIEWS, random(number));
    }

    /** A view that is none of the vectors, of a place that one of the first {@code count} vectors shows. */
    float[] query(int number, int count) {
        SplittableRandom random = random(-1L - number);
        return view(random.nextInt(count) / VIEWS, random);
    }

    private float[] view(int place, SplittableRandom random) {
        float[] view = new float[dimension()];
        if (place < real.length) {
            add(view, real[place], 1);
        } else {
            SplittableRandom parents = random(Long.MIN_VALUE + place);
            add(view, real[parents.nextInt(real.length)], 0.5);
            add(view, real[parents.nextInt(real.length)], 0.5);
        }
        scale(view, 1);
        for (int i = 0; i < DIFFERENCES; i++) {
            add(view, real[random.nextInt(real.length)], SPREAD);
            add(view, real[random.nextInt(real.length)], -SPREAD);
        }
        return scale(view, 1);
    }

    private SplittableRandom random(long number) {
        return new SplittableRandom(seed * 0x9e3779b97f4a7c15L ^ number * 0xc2b2ae3d27d4eb4fL);
    }

    private static void add(float[] sum, float[] vector, double factor) {
        float by = (float) factor;
        for (int i = 0; i < sum.length; i++) {
            sum[i] += by * vector[i];
        }
    }

    private static float[] scale(float[] vector, double length) {
        double squares = 0;
        for (float value : vector) {
            squares += (double) value * value;
        }
        float by = (float) (length / Math.sqrt(squares));
        for (int i = 0; i < vector.length; i++) {
            vector[i] *= by;
        }
        return vector;
    }

    /** All up to a count as a store of record. */
    VectorSource source(int count) {
        return new VectorSource() {
            @Override
            public Keys keys() {
                long[] ids = new long[count];
                for (int i = 0; i < count; i++) {
                    ids[i] = i;
                }
                return new Keys(ids, new long[count]);
            }

            @Override
            public void read(long[] ids, Reader reader) {
                for (long id : ids) {
                    reader.vector(id, 0, Int8Vector.encode(vector((int) id)));
                }
            }
        };
    }
}
