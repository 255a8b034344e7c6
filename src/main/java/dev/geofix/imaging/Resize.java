package dev.geofix.imaging;

import java.util.Arrays;

/**
 * Bicubic scaling that equals PIL's {@code resize(…, BICUBIC)} to the level: the kernel grows with the reduction, so that nothing
 * aliases, and each of the two passes rounds to eight bits.
 */
public final class Resize {
    private Resize() {}

    /**
     * The whole image at another size; the sides scale independently.
     *
     * @throws IllegalArgumentException when a side is not positive
     */
    public static RgbImage bicubic(RgbImage image, int width, int height) {
        if (width < 1 || height < 1) {
            throw new IllegalArgumentException("cannot scale to " + width + " x " + height + " pixels");
        }
        RgbImage narrowed = width == image.width()
                ? image
                : new RgbImage(width, image.height(), horizontal(image, BicubicTaps.between(image.width(), width)));
        return height == image.height()
                ? narrowed
                : new RgbImage(width, height, vertical(narrowed, BicubicTaps.between(image.height(), height)));
    }

    /** The whole image at its own aspect, its longer side of at most so many pixels; one that is no larger stays as it is. */
    public static RgbImage within(RgbImage image, int side) {
        int longer = Math.max(image.width(), image.height());
        if (longer <= side) {
            return image;
        }
        double scale = (double) side / longer;
        return bicubic(image, Math.max(1, (int) Math.round(scale * image.width())),
                Math.max(1, (int) Math.round(scale * image.height())));
    }

    private static byte[] horizontal(RgbImage image, BicubicTaps taps) {
        byte[] in = image.pixels();
        int[] weights = taps.weights();
        int width = taps.size();
        byte[] out = new byte[3 * width * image.height()];
        int target = 0;
        for (int y = 0; y < image.height(); y++) {
            int rowStart = 3 * y * image.width();
            for (int x = 0; x < width; x++) {
                int source = rowStart + 3 * taps.first()[x];
                int from = x * taps.stride();
                int to = from + taps.count()[x];
                int red = BicubicTaps.HALF;
                int green = BicubicTaps.HALF;
                int blue = BicubicTaps.HALF;
                for (int i = from; i < to; i++, source += 3) {
                    int weight = weights[i];
                    red += weight * (in[source] & 0xff);
                    green += weight * (in[source + 1] & 0xff);
                    blue += weight * (in[source + 2] & 0xff);
                }
                out[target] = clamp(red);
                out[target + 1] = clamp(green);
                out[target + 2] = clamp(blue);
                target += 3;
            }
        }
        return out;
    }

    /** Sums whole rows, so that the compiler turns the inner loop into vector instructions. */
    private static byte[] vertical(RgbImage image, BicubicTaps taps) {
        int rowBytes = 3 * image.width();
        byte[] out = new byte[rowBytes * taps.size()];
        int[] sums = new int[rowBytes];
        for (int y = 0; y < taps.size(); y++) {
            Arrays.fill(sums, BicubicTaps.HALF);
            for (int i = 0; i < taps.count()[y]; i++) {
                addRow(sums, image.pixels(), (taps.first()[y] + i) * rowBytes, taps.weights()[y * taps.stride() + i]);
            }
            for (int i = 0; i < rowBytes; i++) {
                out[y * rowBytes + i] = clamp(sums[i]);
            }
        }
        return out;
    }

    private static void addRow(int[] sums, byte[] in, int start, int weight) {
        for (int i = 0; i < sums.length; i++) {
            sums[i] += weight * (in[start + i] & 0xff);
        }
    }

    private static byte clamp(int sum) {
        int value = sum >> BicubicTaps.BITS;
        return (byte) Math.clamp(value, 0, 255);
    }

    /**
     * What each output sample of one axis is made of: {@code count[i]} neighbours from {@code first[i]} on, weighted by
     * {@code weights[i · stride …]} in fixed point.
     *
     * <p>The kernel is Keys' cubic convolution ("Cubic convolution interpolation for digital image processing", 1981, Eq. 15) with
     * a = −0.5, stretched by the reduction when the axis shrinks. The weights of a sample add up to one.
     */
    private record BicubicTaps(int size, int stride, int[] first, int[] count, int[] weights) {
        /** Fraction bits of a weight: eight bits of a sample, two of headroom for the kernel's overshoot, and the sign's. */
        static final int BITS = 22;

        static final int HALF = 1 << (BITS - 1);

        private static final double A = -0.5;

        static BicubicTaps between(int from, int to) {
            double scale = (double) from / to;
            double stretch = Math.max(scale, 1);
            double support = 2 * stretch;
            int stride = 2 * (int) Math.ceil(support) + 1;
            int[] first = new int[to];
            int[] count = new int[to];
            int[] weights = new int[Math.multiplyExact(to, stride)];
            double[] kernel = new double[stride];
            for (int i = 0; i < to; i++) {
                double center = (i + 0.5) * scale;
                first[i] = Math.max(0, (int) (center - support + 0.5));
                count[i] = Math.min(from, (int) (center + support + 0.5)) - first[i];
                double total = 0;
                for (int j = 0; j < count[i]; j++) {
                    kernel[j] = cubic((first[i] + j - center + 0.5) / stretch);
                    total += kernel[j];
                }
                for (int j = 0; j < count[i]; j++) {
                    weights[i * stride + j] = (int) Math.rint(kernel[j] / total * (1 << BITS));
                }
            }
            return new BicubicTaps(to, stride, first, count, weights);
        }

        private static double cubic(double offset) {
            double x = Math.abs(offset);
            if (x < 1) {
                return ((A + 2) * x - (A + 3)) * x * x + 1;
            }
            return x < 2 ? (((x - 5) * x + 8) * x - 4) * A : 0;
        }
    }
}
