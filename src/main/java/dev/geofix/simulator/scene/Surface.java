package dev.geofix.simulator.scene;

/**
 * A textured material with its own frame on the ground: u runs along the axis from the origin, v to the left of it.
 *
 * @param color sRGB, 0xRRGGBB
 * @param accent second colour of the texture (windows, markings, seams), sRGB
 * @param length extent along u, metres, where the texture depends on it
 * @param width extent along v, metres; of a wall its height
 */
public record Surface(Material material, int color, int accent, double originX, double originY, double axisX,
        double axisY, double length, double width, int seed) {
    static Surface plain(Material material, int color) {
        return new Surface(material, color, color, 0, 0, 1, 0, 0, 0, 0);
    }

    /** A surface in the frame of a rectangle: u and v count from its centre. */
    static Surface in(Rect frame, Material material, int color, int accent, int seed) {
        return new Surface(material, color, accent, frame.center().x(), frame.center().y(), frame.axisX(),
                frame.axisY(), frame.length(), frame.width(), seed);
    }

    public double u(double x, double y) {
        return (x - originX) * axisX + (y - originY) * axisY;
    }

    public double v(double x, double y) {
        return (y - originY) * axisX - (x - originX) * axisY;
    }

    /** What a surface is made of: the choice of texture. */
    public enum Material {
        GRASS, MEADOW, CROP, SOIL, SAND, GRAVEL, WATER, POOL, ASPHALT, ROAD, PAVING, CONCRETE, PARKING, PITCH, TRACK, RAIL, PLAIN, TILES, SHEET, FLAT_ROOF, GREEN_ROOF, SOLAR, GLASS, WALL, HEDGE
    }
}
