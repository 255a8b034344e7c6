package dev.geofix.imaging;

import java.util.SplittableRandom;

/**
 * A square on a picture, and the projective map from its own unit square to the picture's pixels.
 *
 * @param x centre, pixels from the left
 * @param y centre, pixels from the top
 * @param side pixels
 * @param turn degrees clockwise by which the square's top is turned on the picture
 * @param tiltX how far the right side is seen larger than the left: the projective terms, 0 for a flat view
 * @param tiltY the same from top to bottom
 */
public record SquareView(double x, double y, double side, double turn, double tiltX, double tiltY) {
    public static SquareView centered(RgbImage image, double side) {
        return new SquareView(image.width() / 2.0, image.height() / 2.0, side, 0, 0, 0);
    }

    public SquareView turned(double degrees) {
        return new SquareView(x, y, side, turn + degrees, tiltX, tiltY);
    }

    /** The same ground from a little elsewhere: shifted by up to {@code shift} sides, scaled, tilted. */
    public SquareView jittered(double shift, double scale, double tilt, SplittableRandom random) {
        return new SquareView(x + shift * side * symmetric(random), y + shift * side * symmetric(random),
                side * Math.exp(scale * symmetric(random)), turn, tiltX + tilt * symmetric(random),
                tiltY + tilt * symmetric(random));
    }

    /** What the square shows, {@code size} pixels a side; what lies outside the picture is its mirror image. */
    public RgbImage render(RgbImage picture, int size) {
        double cos = Math.cos(Math.toRadians(turn)) * side;
        double sin = Math.sin(Math.toRadians(turn)) * side;
        // Unit square, centre at the origin: (u, v) → (x, y) + R·(u, v)·side / (1 + tiltX·u + tiltY·v).
        double[] fromUnit = {cos + x * tiltX, -sin + x * tiltY, x, sin + y * tiltX, cos + y * tiltY, y, tiltX, tiltY,
            1};
        double step = 1.0 / size;
        // Pixel i of the target has its middle at u = (i + 0.5) / size − 0.5.
        double[] fromPixels = new double[9];
        for (int row = 0; row < 9; row += 3) {
            fromPixels[row] = fromUnit[row] * step;
            fromPixels[row + 1] = fromUnit[row + 1] * step;
            fromPixels[row + 2] = fromUnit[row + 2] - 0.5 * (fromUnit[row] + fromUnit[row + 1]);
        }
        return Warp.projective(picture, fromPixels, size, size, Warp.Edge.REFLECT);
    }

    private static double symmetric(SplittableRandom random) {
        return 2 * random.nextDouble() - 1;
    }
}
