package dev.geofix.gallery.opensearch;

import dev.geofix.vectorindex.RandomRotation;

/**
 * The compact vector by which the cluster finds candidates, whose exact order is then told by their descriptors. Of a descriptor
 * that was turned by a {@link RandomRotation}, {@value #MOST} values are kept, a byte each: their dot product estimates that of the descriptors.
 */
final class CandidateVector {
    /** The cluster orders by the dot product: descriptors have length 1, their projections nearly the same. */
    static final String SPACE = "innerproduct";
    /** Values of a candidate vector. */
    static final int MOST = 2048;

    /** A value beyond so many standard deviations is cut: one in ten thousand. */
    private static final double WIDEST = 4;
    /** Rotated values of a vector of length 1 spread by 1. */
    private static final float SCALE = (float) (127 / WIDEST);

    private final RandomRotation rotation;
    private final int size;

    /** @param dimension of descriptors */
    CandidateVector(int dimension) {
        rotation = new RandomRotation(dimension);
        size = size(dimension);
    }

    static int size(int dimension) {
        return Math.min(MOST, RandomRotation.size(dimension));
    }

    byte[] of(float[] descriptor) {
        float[] rotated = rotation.apply(descriptor);
        byte[] candidate = new byte[size];
        for (int i = 0; i < size; i++) {
            candidate[i] = (byte) Math.clamp(Math.round(rotated[i] * SCALE), -127, 127);
        }
        return candidate;
    }
}
