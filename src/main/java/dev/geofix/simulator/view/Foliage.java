package dev.geofix.simulator.view;

import static dev.geofix.simulator.scene.Noise.octave;

import dev.geofix.simulator.scene.Tree;

/** Colour and roughened normal of a crown. */
final class Foliage {
    private static final int BARE_TWIGS = 0x8C8270;

    private Foliage() {}

    /** Writes the unit normal and the leaves' colour at a point of the crown. */
    static void at(Tree tree, double x, double y, double z, double gsd, Season season, Texel texel, float[] normal) {
        double r = tree.radius();
        double nx = (x - tree.x()) / r;
        double ny = (y - tree.y()) / r;
        double nz = (z - tree.crownCenter()) / tree.crownHalfHeight();
        double skew = 1.3 * z;
        float coarse = octave(x + skew, y - skew, 1.9, gsd);
        float fine = octave(x - skew, y + skew, 0.8, gsd);
        float leaf = octave(x, y + z, 0.35, gsd);
        nx += 0.7 * coarse + 0.45 * fine;
        ny += 0.7 * octave(x + 40 - skew, y + skew, 1.9, gsd) - 0.45 * fine;
        nz += 0.35;
        double norm = 1 / Math.max(1e-6, Math.sqrt(nx * nx + ny * ny + nz * nz));
        normal[0] = (float) (nx * norm);
        normal[1] = (float) (ny * norm);
        normal[2] = (float) (nz * norm);
        texel.set(tree.color());
        boolean bare = season == Season.WINTER && !tree.kind().evergreen();
        if (bare) {
            texel.mix(BARE_TWIGS, 0.9f);
        } else if (!tree.kind().evergreen()) {
            season.tintLeaves(texel);
        }
        // Deep between the leaf clumps, and low in the crown, little light of the sky arrives.
        float depth = (float) Math.clamp(0.62 + 0.38 * (z - tree.crownCenter()) / tree.crownHalfHeight(),
                bare ? 0.65 : 0.3, 1);
        texel.scale(depth * (1 + 0.38f * coarse + 0.34f * fine + (bare ? 0.6f : 0.22f) * leaf));
    }
}
