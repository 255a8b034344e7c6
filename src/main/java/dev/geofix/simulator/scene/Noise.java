package dev.geofix.simulator.scene;

/** Smooth value noise over the plane from one fixed table, quick enough to be asked several times a pixel. */
public final class Noise {
    private static final int SIDE = 256;
    private static final int MASK = SIDE - 1;
    private static final float[] TABLE = new float[SIDE * SIDE];

    static {
        for (int i = 0; i < TABLE.length; i++) {
            TABLE[i] = (float) PlaceHash.unit(0x5EED, i, 0, 0);
        }
    }

    private Noise() {}

    /** Bilinear between random values at the integer points; 0 … 1, mean 0.5. */
    public static float at(double x, double y) {
        double floorX = Math.floor(x);
        double floorY = Math.floor(y);
        int column = (int) floorX & MASK;
        int row = ((int) floorY & MASK) * SIDE;
        int nextColumn = column + 1 & MASK;
        int nextRow = row + SIDE & SIDE * SIDE - 1;
        float fx = (float) (x - floorX);
        float fy = (float) (y - floorY);
        float low = TABLE[row + column] + fx * (TABLE[row + nextColumn] - TABLE[row + column]);
        float high = TABLE[nextRow + column] + fx * (TABLE[nextRow + nextColumn] - TABLE[nextRow + column]);
        return low + fy * (high - low);
    }

    /** The random value of the integer cell that holds the point, 0 … 1. */
    public static float cell(double x, double y) {
        return TABLE[((int) Math.floor(y) & MASK) * SIDE + ((int) Math.floor(x) & MASK)];
    }

    /**
     * One octave, −1 … 1, that fades to 0 where the sampling cannot show it.
     *
     * @param scale distance of the lattice points, metres
     * @param gsd ground sample distance of the picture, metres a pixel
     */
    public static float octave(double x, double y, double scale, double gsd) {
        double fade = scale / gsd - 0.6;
        if (fade <= 0) {
            return 0;
        }
        // Turned against the axes, so that the lattice never lies along rows of the picture.
        float value = 2 * at((0.82 * x + 0.57 * y) / scale, (0.82 * y - 0.57 * x) / scale) - 1;
        return fade >= 1 ? value : (float) (fade * value);
    }
}
