package dev.geofix.simulator.view;

import static dev.geofix.simulator.scene.Noise.octave;

import dev.geofix.simulator.scene.Noise;
import dev.geofix.simulator.scene.Surface;

/** Sealed and made grounds: asphalt, markings, paving, bays, rails. */
final class RoadTextures {
    private static final double CROSSING_FROM = 13;
    private static final double CROSSING_TO = 16.5;

    private RoadTextures() {}

    static void asphalt(double x, double y, double gsd, Texel texel) {
        texel.scale(1 + 0.06f * octave(x, y, 0.5, gsd) + 0.1f * octave(x, y, 5, gsd) + 0.12f * octave(x, y, 29, gsd));
        texel.mix(0x46464A, 1.4f * (octave(x + 13, y + 29, 6.5, gsd) - 0.62f));
    }

    /** u runs along the street; a street with a length has crossings at both ends. */
    static void road(Surface s, double x, double y, double gsd, Texel texel) {
        asphalt(x, y, gsd, texel);
        double u = s.u(x, y);
        double v = s.v(x, y);
        double half = s.width() / 2;
        double av = Math.abs(v);
        boolean main = s.length() > 0;
        boolean avenue = s.width() > 20;
        double fromEnd = main ? Math.min(u, s.length() - u) : 1e6;
        double lane = avenue ? Math.abs(av - half / 2) : av;
        texel.scale(1 - 0.09f * (float) Math.exp(-(lane - 1.7) * (lane - 1.7) * 2.5));
        if (fromEnd > CROSSING_TO + 1) {
            float dashes = u - 9 * Math.floor(u / 9) < 4 ? 1 : 0.05f;
            if (avenue) {
                median(u, av, gsd, texel);
                texel.mix(s.accent(), 0.8f * dashes * Pattern.line(av - half / 2 - 0.7, 0.18, gsd));
            } else if (main || (s.seed() & 3) == 0) {
                texel.mix(s.accent(), 0.75f * dashes * Pattern.line(v, 0.18, gsd));
            }
            texel.mix(s.accent(), main ? 0.5f * Pattern.line(av - half + 0.35, 0.15, gsd) : 0);
        } else if (fromEnd > CROSSING_FROM && av < half - 0.6) {
            texel.mix(s.accent(), 0.75f * Pattern.lines(v, 1.1, 0.55, gsd));
        } else if (fromEnd > CROSSING_TO - 0.2 && fromEnd < CROSSING_TO + 0.9) {
            texel.mix(s.accent(), 0.7f * Pattern.line(fromEnd - CROSSING_TO - 0.7, 0.4, gsd));
        }
        texel.mix(0xA9A59C, 0.8f * Pattern.step(av, half - 0.15, gsd));
    }

    private static void median(double u, double av, double gsd, Texel texel) {
        float green = 1 - Pattern.step(av, 2.1, gsd);
        if (green > 0) {
            texel.mix(0x647D3C, green * (0.85f + 0.3f * Noise.octave(u, av, 1.3, gsd)));
            texel.mix(0xA9A59C, Pattern.line(av - 2, 0.3, gsd));
        }
    }

    static void slabs(Surface s, double x, double y, double gsd, Texel texel) {
        double u = s.u(x, y);
        double v = s.v(x, y);
        double size = 1 + (s.seed() & 3) * 1.5;
        texel.scale(1 - 0.1f * Math.max(Pattern.lines(u, size, 0.1, gsd), Pattern.lines(v, size, 0.1, gsd)));
        if (gsd < size) {
            texel.scale(0.95f + 0.1f * Noise.cell(u / size, v / size));
        }
        texel.scale(1 + 0.05f * octave(x, y, 0.6, gsd) + 0.08f * octave(x, y, 4, gsd) + 0.09f * octave(x, y, 15, gsd));
    }

    static void parking(Surface s, double x, double y, double gsd, Texel texel) {
        asphalt(x, y, gsd, texel);
        double u = s.u(x, y) + s.length() / 2;
        texel.mix(s.accent(), 0.7f * Pattern.lines(u, 2.6, 0.13, gsd));
        texel.mix(0x3A3A3C, 0.25f * Math.max(0, octave(u, s.v(x, y), 1.1, gsd)));
    }

    static void rail(Surface s, double x, double y, double gsd, Texel texel) {
        double v = s.v(x, y);
        double u = s.u(x, y);
        texel.scale(1 + 0.15f * octave(x, y, 0.5, gsd) + 0.1f * octave(x, y, 4, gsd));
        double track = Math.abs(Math.abs(v) - 2.2);
        if (track < 1.4) {
            texel.mix(s.accent(), 0.55f * Pattern.lines(u, 0.7, 0.3, gsd));
        }
        texel.mix(0xB0A8A0, 0.8f * Pattern.line(track - 0.75, 0.16, gsd));
    }
}
