package dev.geofix.simulator.scene;

/**
 * One tree.
 *
 * @param radius of the crown, metres
 * @param height of the top, metres
 * @param color of the leaves in summer, sRGB
 */
public record Tree(TreeKind kind, double x, double y, double radius, double height, int color, int seed) {
    /** Height of the middle of the crown. */
    public double crownCenter() {
        return height - crownHalfHeight();
    }

    public double crownHalfHeight() {
        return kind == TreeKind.CONIFER || kind == TreeKind.COLUMN ? 0.47 * height : 0.4 * height;
    }
}
