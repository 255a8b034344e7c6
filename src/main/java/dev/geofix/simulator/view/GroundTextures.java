package dev.geofix.simulator.view;

import static dev.geofix.simulator.scene.Noise.octave;

import dev.geofix.simulator.scene.Noise;
import dev.geofix.simulator.scene.Surface.Material;
import dev.geofix.simulator.scene.Surface;
import dev.geofix.simulator.view.Conditions.Season;

/** Natural grounds and water. */
final class GroundTextures {
    private static final int DRY = 0x9C9160;
    private static final int BARE = 0x8C7A5C;

    private GroundTextures() {}

    static void grass(Surface s, double x, double y, double gsd, Season season, Texel texel) {
        float patches = octave(x, y, 23, gsd) + 0.7f * octave(x + 91, y, 8, gsd);
        texel.mix(DRY, 0.32f * patches - 0.02f);
        texel.mix(BARE, 1.6f * (octave(x, y + 57, 13, gsd) - 0.72f));
        texel.scale(1 + 0.16f * octave(x, y, 0.6, gsd) + 0.1f * octave(x, y, 2.1, gsd) + 0.08f * patches);
        if ((s.seed() & 3) == 1) {
            texel.scale(1 + 0.07f * (2 * Pattern.lines(s.v(x, y), 3.2, 1.6, gsd) - 1));
        }
        season.tintGrass(texel);
    }

    static void meadow(double x, double y, double gsd, Season season, Texel texel) {
        float patches = octave(x, y, 31, gsd) + 0.8f * octave(x, y + 33, 9, gsd);
        texel.mix(DRY, 0.4f * patches);
        texel.mix(0x4A5A2E, -0.35f * patches);
        texel.mix(0x3F4F2A, 2.2f * (octave(x + 17, y, 2.7, gsd) - 0.45f));
        texel.scale(1 + 0.2f * octave(x, y, 0.7, gsd) + 0.14f * octave(x, y, 1.9, gsd));
        season.tintGrass(texel);
    }

    static void crop(Surface s, double x, double y, double gsd, Season season, Texel texel) {
        double wander = 0.6 * octave(x, y, 19, gsd);
        double v = s.v(x, y) + wander;
        double rows = Math.max(0.8, s.width());
        texel.mix(s.accent(), 0.35f * Pattern.lines(v, rows, rows * 0.45, gsd));
        texel.mix(BARE, 0.55f * Pattern.lines(v, 21, 0.7, gsd));
        texel.mix(BARE, 0.9f * (octave(x, y, 27, gsd) + 0.5f * octave(x, y, 6, gsd) - 0.55f));
        texel.scale(1 + 0.12f * octave(x, y, 0.9, gsd) + 0.14f * octave(x, y, 17, gsd));
        season.tintGrass(texel);
    }

    static void soil(Surface s, double x, double y, double gsd, Texel texel) {
        float patches = octave(x, y, 17, gsd) + 0.6f * octave(x, y, 5, gsd);
        texel.scale(1 + 0.17f * patches + 0.12f * octave(x, y, 1.3, gsd) + 0.1f * octave(x, y, 0.5, gsd));
        texel.mix(0x77704A, 0.5f * (octave(x + 71, y, 11, gsd) - 0.35f));
        if (s.width() > 0) {
            texel.mix(s.accent(), 0.3f * Pattern.lines(s.v(x, y), s.width(), s.width() * 0.4, gsd));
        }
    }

    static void water(Surface s, double x, double y, double gsd, Texel texel) {
        boolean pool = s.material() == Material.POOL;
        texel.scale(1 + (pool ? 0.05f : 0.1f) * octave(x, y, 1.6, gsd) + 0.1f * octave(x, y, 21, gsd));
        texel.mix(0xB4C4CC, pool ? 0.04f : 0.06f + 0.05f * octave(x, y, 43, gsd));
    }

    static void pitch(Surface s, double x, double y, double gsd, Texel texel) {
        double u = s.u(x, y);
        double v = s.v(x, y);
        boolean large = s.length() > 40;
        if (large) {
            texel.scale(1 + 0.09f * (2 * Pattern.lines(u, 11, 5.5, gsd) - 1));
            texel.mix(BARE, 0.8f * (float) Math
                    .exp(-((Math.abs(u) - s.length() / 2 + 7) * (Math.abs(u) - s.length() / 2 + 7) + v * v) / 18));
        }
        texel.scale(1 + 0.08f * octave(x, y, 0.8, gsd) + 0.1f * octave(x, y, 9, gsd));
        double line = large ? 0.22 : 0.14;
        double marginU = s.length() / 2 - (large ? 3 : 0.5);
        double marginV = s.width() / 2 - (large ? 3 : 0.5);
        double au = Math.abs(u);
        double av = Math.abs(v);
        float paint = 0;
        if (av < marginV + line) {
            paint = Math.max(Pattern.line(au - marginU, line, gsd), Pattern.line(u, line, gsd));
        }
        if (au < marginU + line) {
            paint = Math.max(paint, Pattern.line(av - marginV, line, gsd));
        }
        if (large) {
            paint = Math.max(paint, Pattern.line(Math.hypot(u, v) - 9.15, line, gsd));
            paint = Math.max(paint, box(au, av, marginU, 16.5, 20.1, line, gsd));
            paint = Math.max(paint, box(au, av, marginU, 5.5, 9.2, line, gsd));
        } else {
            paint = Math.max(paint, av < marginV ? Pattern.line(au - 6.4, line, gsd) : 0);
            paint = Math.max(paint, au < 6.4 ? Pattern.line(v, line, gsd) : 0);
        }
        texel.mix(s.accent(), 0.85f * paint);
        texel.scale(0.97f + 0.06f * Noise.at(x / 3, y / 3));
    }

    private static float box(double au, double av, double goal, double depth, double half, double line, double gsd) {
        float front = av < half + line ? Pattern.line(au - goal + depth, line, gsd) : 0;
        float sides = au > goal - depth && au < goal ? Pattern.line(av - half, line, gsd) : 0;
        return Math.max(front, sides);
    }
}
