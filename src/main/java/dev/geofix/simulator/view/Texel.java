package dev.geofix.simulator.view;

/** A colour in linear light that is worked on in place, one for a whole picture. */
final class Texel {
    private static final float[] LINEAR = new float[256];

    float red;
    float green;
    float blue;

    static {
        for (int i = 0; i < 256; i++) {
            LINEAR[i] = (float) Math.pow(i / 255.0, 2.2);
        }
    }

    void set(int rgb) {
        red = LINEAR[rgb >> 16 & 255];
        green = LINEAR[rgb >> 8 & 255];
        blue = LINEAR[rgb & 255];
    }

    void scale(float factor) {
        red *= factor;
        green *= factor;
        blue *= factor;
    }

    void scale(float r, float g, float b) {
        red *= r;
        green *= g;
        blue *= b;
    }

    /** Moves towards another colour; a share of 0 changes nothing, 1 replaces. */
    void mix(int rgb, float share) {
        if (share > 0) {
            float s = Math.min(1, share);
            red += s * (LINEAR[rgb >> 16 & 255] - red);
            green += s * (LINEAR[rgb >> 8 & 255] - green);
            blue += s * (LINEAR[rgb & 255] - blue);
        }
    }
}
