package dev.geofix.dataset;

import dev.geofix.imaging.Resize;
import dev.geofix.imaging.RgbImage;
import java.util.Arrays;

/**
 * The phases of a picture's low frequencies. Two pictures of one scale that share ground, one shifted against the other, differ in phase by a
 * plane wave, whose inverse transform is a single peak (phase correlation; Kuglin and Hines, 1975).
 *
 * @param real cosines of the phases, {@value #SIDE} × {@value #SIDE} frequencies; the constant and the highest ones are 0
 * @param imaginary sines of the phases
 */
record PhaseSpectrum(float[] real, float[] imaginary) {
    /** Frequencies along a side: −16 … 15, in the order of a discrete transform. */
    private static final int SIDE = 32;
    private static final int PIXELS = 64;
    private static final int HIGHEST = 15;

    private static final float[] COS = new float[SIDE * SIDE];
    private static final float[] SIN = new float[SIDE * SIDE];
    private static final int USED = (2 * HIGHEST + 1) * (2 * HIGHEST + 1) - 1;

    static {
        for (int i = 0; i < SIDE * SIDE; i++) {
            double angle = 2 * Math.PI * (i / SIDE) * (i % SIDE) / SIDE;
            COS[i] = (float) Math.cos(angle);
            SIN[i] = (float) Math.sin(angle);
        }
    }

    /** Peaks of pictures that share a third of their ground or more lie above it, and hardly any other. */
    private static final double SHARED = 0.3;

    /** Of a picture that cannot be read: shares ground with none. */
    static final PhaseSpectrum NONE = new PhaseSpectrum(new float[SIDE * SIDE], new float[SIDE * SIDE]);

    static PhaseSpectrum of(RgbImage picture) {
        double[] light = windowed(Resize.bicubic(picture, PIXELS, PIXELS).pixels());
        float[] real = new float[SIDE * SIDE];
        float[] imaginary = new float[SIDE * SIDE];
        for (int v = -HIGHEST; v <= HIGHEST; v++) {
            double[] columns = transformed(light, v);
            for (int u = -HIGHEST; u <= HIGHEST; u++) {
                double re = 0;
                double im = 0;
                for (int x = 0; x < PIXELS; x++) {
                    double cos = Math.cos(2 * Math.PI * u * x / PIXELS);
                    double sin = Math.sin(2 * Math.PI * u * x / PIXELS);
                    re += columns[2 * x] * cos + columns[2 * x + 1] * sin;
                    im += columns[2 * x + 1] * cos - columns[2 * x] * sin;
                }
                double length = Math.hypot(re, im);
                if (length > 1e-6 && (u != 0 || v != 0)) {
                    int at = Math.floorMod(v, SIDE) * SIDE + Math.floorMod(u, SIDE);
                    real[at] = (float) (re / length);
                    imaginary[at] = (float) (im / length);
                }
            }
        }
        return new PhaseSpectrum(real, imaginary);
    }

    /** Brightness less its mean, fading to 0 at the edges: a picture does not go on periodically. */
    private static double[] windowed(byte[] pixels) {
        double[] light = new double[PIXELS * PIXELS];
        double mean = 0;
        for (int i = 0; i < light.length; i++) {
            light[i] = (pixels[3 * i] & 0xff) + (pixels[3 * i + 1] & 0xff) + (pixels[3 * i + 2] & 0xff);
            mean += light[i] / light.length;
        }
        for (int i = 0; i < light.length; i++) {
            double window = Math.sin(Math.PI * (i % PIXELS + 0.5) / PIXELS)
                    * Math.sin(Math.PI * (i / PIXELS + 0.5) / PIXELS);
            light[i] = (light[i] - mean) * Math.sqrt(window);
        }
        return light;
    }

    /** Frequency {@code v} of every column: real and imaginary part in turn. */
    private static double[] transformed(double[] light, int v) {
        double[] columns = new double[2 * PIXELS];
        for (int y = 0; y < PIXELS; y++) {
            double cos = Math.cos(2 * Math.PI * v * y / PIXELS);
            double sin = Math.sin(2 * Math.PI * v * y / PIXELS);
            for (int x = 0; x < PIXELS; x++) {
                columns[2 * x] += light[y * PIXELS + x] * cos;
                columns[2 * x + 1] -= light[y * PIXELS + x] * sin;
            }
        }
        return columns;
    }

    boolean sharesGroundWith(PhaseSpectrum other) {
        return correlation(other) > SHARED;
    }

    /** Height of the correlation's peak: 1 for the same picture, about 0.15 for pictures of different ground. */
    double correlation(PhaseSpectrum other) {
        float[] re = new float[SIDE * SIDE];
        float[] im = new float[SIDE * SIDE];
        for (int i = 0; i < re.length; i++) {
            re[i] = real[i] * other.real[i] + imaginary[i] * other.imaginary[i];
            im[i] = imaginary[i] * other.real[i] - real[i] * other.imaginary[i];
        }
        float[] rowRe = new float[SIDE];
        float[] rowIm = new float[SIDE];
        float[] sums = new float[SIDE];
        float peak = 0;
        for (int y = 0; y < SIDE; y++) {
            Arrays.fill(rowRe, 0);
            Arrays.fill(rowIm, 0);
            Arrays.fill(sums, 0);
            for (int v = 0; v < SIDE; v++) {
                float cos = COS[v * SIDE + y];
                float sin = SIN[v * SIDE + y];
                for (int u = 0; u < SIDE; u++) {
                    rowRe[u] += re[v * SIDE + u] * cos - im[v * SIDE + u] * sin;
                    rowIm[u] += re[v * SIDE + u] * sin + im[v * SIDE + u] * cos;
                }
            }
            for (int u = 0; u < SIDE; u++) {
                for (int x = 0; x < SIDE; x++) {
                    sums[x] += rowRe[u] * COS[u * SIDE + x] - rowIm[u] * SIN[u * SIDE + x];
                }
            }
            for (float sum : sums) {
                peak = Math.max(peak, sum);
            }
        }
        return peak / USED;
    }
}
