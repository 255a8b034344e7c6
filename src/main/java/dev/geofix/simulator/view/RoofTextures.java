package dev.geofix.simulator.view;

import static dev.geofix.simulator.scene.Noise.octave;

import dev.geofix.simulator.scene.Noise;
import dev.geofix.simulator.scene.Surface;
import dev.geofix.simulator.view.Conditions.Season;

/** Coverings of roofs, and walls with windows. */
final class RoofTextures {
    private static final double STOREY = 3;

    private RoofTextures() {}

    static void tiles(Surface s, double x, double y, double gsd, Texel texel) {
        double u = s.u(x, y);
        double v = s.v(x, y);
        texel.scale(1 - 0.22f * Pattern.lines(v, 0.42, 0.14, gsd));
        texel.scale(1 + 0.1f * octave(u * 1.6, v * 0.5, 0.8, gsd) + 0.1f * octave(x, y, 3.1, gsd)
                + 0.06f * Noise.octave(x, y, 0.35, gsd));
        texel.mix(0x5A5A48, 0.35f * (octave(x + s.seed() % 97, y, 4.3, gsd) - 0.15f));
        texel.mix(s.accent(), 0.6f * Pattern.line(v, 0.35, gsd));
    }

    static void sheet(Surface s, double x, double y, double gsd, Texel texel) {
        double u = s.u(x, y);
        texel.scale(1 - 0.13f * Pattern.lines(u, 1.0, 0.22, gsd) - 0.12f * Pattern.lines(u, 6, 0.3, gsd));
        texel.scale(1 + 0.08f * octave(x, y, 7, gsd) + 0.05f * octave(u * 3, s.v(x, y) * 0.3, 1.5, gsd));
        texel.mix(0x8A6248, 0.5f * (octave(u, s.v(x, y) * 0.25 + s.seed() % 89, 2.3, gsd) - 0.55f));
        texel.mix(s.accent(), 0.5f * Pattern.line(s.v(x, y), 0.5, gsd));
        if ((s.seed() & 7) == 3) {
            texel.mix(0xDDE4E4, 0.75f * Pattern.lines(u, 11, 1.3, gsd)
                    * (1 - Pattern.step(Math.abs(s.v(x, y)), s.width() * 0.38, gsd)));
        }
    }

    static void flat(Surface s, double x, double y, double gsd, Texel texel) {
        double u = s.u(x, y);
        double v = s.v(x, y);
        double rim = Math.min(s.length() / 2 - Math.abs(u), s.width() / 2 - Math.abs(v));
        texel.scale(1 + 0.07f * octave(x, y, 0.7, gsd) + 0.1f * octave(x + s.seed() % 61, y, 5, gsd)
                + 0.1f * octave(x, y, 14, gsd));
        double seam = 4 + (s.seed() >>> 3 & 3);
        texel.scale(1 - 0.1f * Math.max(Pattern.lines(u, seam, 0.14, gsd), Pattern.lines(v, seam * 1.5, 0.14, gsd)));
        texel.mix(0x55544F, 0.7f * (octave(x, y + s.seed() % 83, 3.7, gsd) - 0.5f));
        texel.mix(0x3C3C3C, 0.3f * Pattern.line(rim - 0.8, 0.5, gsd));
        texel.mix(s.accent(), 0.9f * (1 - Pattern.step(rim, 0.45, gsd)));
    }

    static void green(Surface s, double x, double y, double gsd, Season season, Texel texel) {
        double rim = Math.min(s.length() / 2 - Math.abs(s.u(x, y)), s.width() / 2 - Math.abs(s.v(x, y)));
        GroundTextures.meadow(x, y, gsd, season, texel);
        texel.mix(0xC9C5BB, 1 - Pattern.step(rim, 1.4, gsd));
        texel.mix(s.accent(), 0.9f * (1 - Pattern.step(rim, 0.45, gsd)));
        texel.mix(0xC9C5BB, 0.9f * Pattern.lines(s.u(x, y) + s.seed() % 7, 17, 1.8, gsd));
    }

    static void panels(Surface s, double x, double y, double gsd, Texel texel) {
        double u = s.u(x, y);
        double v = s.v(x, y);
        texel.mix(s.accent(), 0.6f * Math.max(Pattern.lines(u, 1.05, 0.08, gsd), Pattern.lines(v, 1.7, 0.08, gsd)));
        texel.scale(0.9f + 0.2f * Noise.cell(u / 1.05, v / 1.7));
    }

    /** u runs along the foot of the wall; the surface's width is the wall's height. */
    static void wall(Surface s, double x, double y, double z, double gsd, Texel texel) {
        double u = s.u(x, y);
        int style = s.seed() >>> 4 & 3;
        double bay = style == 0 ? 2.6 : style == 1 ? 3.4 : style == 2 ? 4.2 : 3;
        double bays = Math.max(1, Math.rint(s.length() / bay));
        double pitch = s.length() / bays;
        texel.scale(1 + 0.06f * octave(u, z, 0.9, gsd) + 0.07f * octave(u, z * 0.4, 4, gsd));
        double storeys = Math.max(1, Math.rint(s.width() / STOREY));
        double storey = s.width() / storeys;
        double across = u - pitch * (Math.floor(u / pitch) + 0.5);
        double up = z - storey * (Math.floor(z / storey) + 0.52);
        double widest = style == 2 ? pitch * 0.86 : Math.min(1.5, pitch * 0.55);
        float pane = Pattern.line(across, widest, gsd) * Pattern.line(up, style == 2 ? 1.7 : 1.45, gsd);
        if (gsd > pitch / 1.6) {
            pane = (float) (widest / pitch * 0.5);
        }
        texel.mix(s.accent(), 0.9f * pane);
        texel.mix(0x9FB2BC,
                pane * Math.max(0, Noise.cell(Math.floor(u / pitch) + s.seed(), Math.floor(z / storey)) - 0.72f));
        texel.scale(1 - 0.12f * Pattern.lines(z, storey, 0.25, gsd));
        texel.scale((float) (0.78 + 0.22 * Math.min(1, z / 3)));
    }
}
