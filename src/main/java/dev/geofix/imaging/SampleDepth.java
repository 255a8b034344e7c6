package dev.geofix.imaging;

/**
 * Which bits of 16 hold a picture. Cameras of 10 to 14 bits, and satellites, are often kept in 16 with the upper bits empty; cut to the
 * upper eight they would be black.
 *
 * <p>The samples alone tell: the depth is that of the brightest sample, a thousandth of them left out of account, for glare and broken
 * pixels would else leave the ground black. So a picture that has 16 bits indeed stays as it is where more than that thousandth lies above
 * half of white. A darker one cannot be told from one of fewer bits and is brightened by a power of two; that clips the thousandth at most.
 * The exception are pictures that were widened from eight bits (each sample the same byte twice): they have all 16, however dark.
 */
public final class SampleDepth {
    private static final int BITS = 16;
    /** Share of the samples that may be brighter than white. */
    private static final double GLARE = 0.001;
    private static final int EIGHT = 8;
    /** A byte that stands twice. */
    private static final int TWICE = 0x101;

    /** Samples by the number of bits they need. */
    private final long[] counts = new long[BITS + 1];
    private boolean widened = true;

    /** @param sample 0 … 65535; black tells nothing and is not counted */
    public void add(int sample) {
        if (sample != 0) {
            counts[Integer.SIZE - Integer.numberOfLeadingZeros(sample)]++;
            widened &= sample % TWICE == 0;
        }
    }

    /** How far all samples are to be shifted to the right to leave eight bits, 0 … 8; what is more than 255 then is white. */
    public int shift() {
        long total = 0;
        for (long count : counts) {
            total += count;
        }
        if (widened) {
            return EIGHT;
        }
        long brighter = 0;
        for (int bits = BITS; bits > EIGHT; bits--) {
            brighter += counts[bits];
            if (brighter > GLARE * total) {
                return bits - EIGHT;
            }
        }
        return 0;
    }
}
