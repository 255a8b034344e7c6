package dev.geofix.simulator.scene;

/**
 * One tree.
 *
 * @param radius of the crown, metres
 * @param height of the top, metres
 * @param color of the leaves in summer, sRGB
 */
public record Tree(Kind kind, double x, double y, double radius, double height, int color, int seed) {
    /** Height of the middle of the crown. */
    public double crownCenter() {
        return height - crownHalfHeight();
    }

    public double crownHalfHeight() {
        return kind == Kind.CONIFER || kind == Kind.COLUMN ? 0.47 * height : 0.4 * height;
    }

    /** Shape of a crown and how it takes the seasons. */
    public enum Kind {
        BROADLEAF(false), CONIFER(true), COLUMN(false), SHRUB(true);

        private final boolean evergreen;

        Kind(boolean evergreen) {
            this.evergreen = evergreen;
        }

        public boolean evergreen() {
            return evergreen;
        }
    }
}
