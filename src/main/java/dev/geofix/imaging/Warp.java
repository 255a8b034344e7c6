package dev.geofix.imaging;

/** Resampling along a projective map: crops, turns, perspective. */
public final class Warp {
    /** What a target pixel gets whose source lies outside the picture. */
    public enum Edge {
        /** The picture mirrored at its edge. */
        REFLECT,
        /** The colour that stands for nothing seen: about zero after normalisation. */
        NEUTRAL
    }

    private Warp() {}

    /**
     * Bilinear samples; where the map shrinks the picture, they are taken from a copy reduced by a power of two, so that fine
     * texture does not alias.
     *
     * @param toSource 3 × 3 in row order: takes a target point (x, y, 1) to source coordinates, both in pixels with the
     *     middle of the first pixel at (0.5, 0.5)
     * @throws IllegalArgumentException when there are not nine finite numbers or the target has no pixels
     */
    public static RgbImage projective(Pyramid pyramid, double[] toSource, int width, int height, Edge edge) {
        if (toSource.length != 9 || width < 1 || height < 1) {
            throw new IllegalArgumentException("need a 3 x 3 map and a target of at least one pixel");
        }
        for (double entry : toSource) {
            if (!Double.isFinite(entry)) {
                throw new IllegalArgumentException("the map has an entry that is no number");
            }
        }
        RgbImage source = pyramid.picture();
        RgbImage level = pyramid.shrunk(shrinkAtCenter(toSource, width, height));
        byte[] target = new byte[Math.multiplyExact(3, Math.multiplyExact(width, height))];
        double scaleX = (double) level.width() / source.width();
        double scaleY = (double) level.height() / source.height();
        int out = 0;
        for (int j = 0; j < height; j++) {
            double y = j + 0.5;
            for (int i = 0; i < width; i++, out += 3) {
                double x = i + 0.5;
                double w = toSource[6] * x + toSource[7] * y + toSource[8];
                double sourceX = (toSource[0] * x + toSource[1] * y + toSource[2]) / w * scaleX;
                double sourceY = (toSource[3] * x + toSource[4] * y + toSource[5]) / w * scaleY;
                sample(level, sourceX - 0.5, sourceY - 0.5, edge, target, out);
            }
        }
        return new RgbImage(width, height, target);
    }

    /** As of a picture that is looked at once. */
    public static RgbImage projective(RgbImage source, double[] toSource, int width, int height, Edge edge) {
        return projective(new Pyramid(source), toSource, width, height, edge);
    }

    /**
     * The square in the middle of a picture, at another size: c + R(turn) · ((x, y) − size / 2) · side / size.
     *
     * @param side of the square, source pixels
     * @param turnDegrees clockwise turn of the square on the picture; minus the heading of a photo puts north up
     * @param size side of the result, pixels
     */
    public static RgbImage square(RgbImage source, double side, double turnDegrees, int size, Edge edge) {
        double cos = Math.cos(Math.toRadians(turnDegrees)) * side / size;
        double sin = Math.sin(Math.toRadians(turnDegrees)) * side / size;
        double half = size / 2.0;
        double[] toSource = {cos, -sin, source.width() / 2.0 - half * (cos - sin), sin, cos,
            source.height() / 2.0 - half * (sin + cos), 0, 0, 1};
        return projective(source, toSource, size, size, edge);
    }

    /** Source pixels a target pixel in the middle of the target: the root of the map's area factor there. */
    private static double shrinkAtCenter(double[] m, int width, int height) {
        double x = width / 2.0;
        double y = height / 2.0;
        double w = m[6] * x + m[7] * y + m[8];
        double u = (m[0] * x + m[1] * y + m[2]) / w;
        double v = (m[3] * x + m[4] * y + m[5]) / w;
        double area = ((m[0] - u * m[6]) * (m[4] - v * m[7]) - (m[1] - u * m[7]) * (m[3] - v * m[6])) / (w * w);
        return Math.sqrt(Math.abs(area));
    }

    private static void sample(RgbImage image, double x, double y, Edge edge, byte[] target, int out) {
        int width = image.width();
        int height = image.height();
        if (edge == Edge.NEUTRAL && !(x > -1 && y > -1 && x < width && y < height)) {
            for (int channel = 0; channel < 3; channel++) {
                target[out + channel] = (byte) Flattening.NEUTRAL[channel];
            }
            return;
        }
        double floorX = Math.floor(x);
        double floorY = Math.floor(y);
        int fx = (int) (256 * (x - floorX));
        int fy = (int) (256 * (y - floorY));
        int x0 = 3 * mirror(floorX, width);
        int x1 = 3 * mirror(floorX + 1, width);
        int y0 = 3 * width * mirror(floorY, height);
        int y1 = 3 * width * mirror(floorY + 1, height);
        byte[] pixels = image.pixels();
        for (int channel = 0; channel < 3; channel++) {
            int top = (pixels[y0 + x0 + channel] & 0xff) * (256 - fx) + (pixels[y0 + x1 + channel] & 0xff) * fx;
            int bottom = (pixels[y1 + x0 + channel] & 0xff) * (256 - fx) + (pixels[y1 + x1 + channel] & 0xff) * fx;
            target[out + channel] = (byte) (top * (256 - fy) + bottom * fy + (1 << 15) >> 16);
        }
    }

    private static int mirror(double position, int size) {
        if (position >= 0 && position < size) {
            return (int) position;
        }
        double period = 2.0 * size;
        double inPeriod = position - period * Math.floor(position / period);
        int index = (int) (inPeriod < size ? inPeriod : period - 1 - inPeriod);
        // A point at infinity (the horizon of the map) has no position.
        return Math.clamp(index, 0, size - 1);
    }
}
