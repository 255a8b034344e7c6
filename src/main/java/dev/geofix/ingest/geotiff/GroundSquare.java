package dev.geofix.ingest.geotiff;

import dev.geofix.geo.BoundingBox;
import dev.geofix.geo.GeoPoint;
import dev.geofix.platform.UserException;

/**
 * A square of ground with north up, and the four-cornered part of the picture that shows it.
 *
 * @param corners columns and rows of the north-west, north-east, south-east and south-west corner, in pixels of the full picture
 */
record GroundSquare(GeoPoint center, BoundingBox bounds, double[] corners) {
    /** Points a side at which a square is looked up in the picture. */
    private static final int LOOKS = 8;

    /**
     * @param nearX see {@link GeoReference#pixel}
     * @throws UserException when the map does not show all of it
     */
    static GroundSquare around(GeoPoint center, double side, GeoReference reference, double nearX) {
        double up = side / 2 / Wgs84.metersPerLatitude(center.latitude());
        double right = side / 2 / Wgs84.metersPerLongitude(center.latitude());
        if (!(right < 90)) {
            throw new UserException("a square of " + side + " m goes round a pole");
        }
        BoundingBox bounds = new BoundingBox(GeoPoint.wrapLongitude(center.longitude() - right),
                center.latitude() - up, GeoPoint.wrapLongitude(center.longitude() + right), center.latitude() + up);
        double[] corners = new double[8];
        for (int i = 0; i < 4; i++) {
            GeoPoint corner = new GeoPoint(i < 2 ? bounds.north() : bounds.south(),
                    i == 1 || i == 2 ? bounds.east() : bounds.west());
            System.arraycopy(reference.pixel(corner, nearX), 0, corners, 2 * i, 2);
        }
        return new GroundSquare(center, bounds, corners);
    }

    /** Length of a side in pixels of the full picture: the root of the area of the four-cornered part. */
    double pixels() {
        double diagonalX = corners[4] - corners[0];
        double diagonalY = corners[5] - corners[1];
        return Math.sqrt(Math.abs(diagonalX * (corners[7] - corners[3]) - diagonalY * (corners[6] - corners[2])) / 2);
    }

    /** The share of it that lies within a picture of such a size. */
    double shareWithin(int width, int height) {
        double[] map = toPixels(LOOKS);
        int within = 0;
        for (int v = 0; v < LOOKS; v++) {
            for (int u = 0; u < LOOKS; u++) {
                double w = map[6] * (u + 0.5) + map[7] * (v + 0.5) + map[8];
                double x = (map[0] * (u + 0.5) + map[1] * (v + 0.5) + map[2]) / w;
                double y = (map[3] * (u + 0.5) + map[4] * (v + 0.5) + map[5]) / w;
                within += x >= 0 && y >= 0 && x <= width && y <= height ? 1 : 0;
            }
        }
        return (double) within / (LOOKS * LOOKS);
    }

    /**
     * The projective map from a picture of the square to the full picture, 3 × 3 in row order (P. Heckbert, Fundamentals of Texture
     * Mapping and Image Warping, 1989, section 2.2.3).
     *
     * @param size pixels a side of the picture of the square
     */
    double[] toPixels(int size) {
        double[] c = corners;
        double sumX = c[0] - c[2] + c[4] - c[6];
        double sumY = c[1] - c[3] + c[5] - c[7];
        double x1 = c[2] - c[4];
        double x2 = c[6] - c[4];
        double y1 = c[3] - c[5];
        double y2 = c[7] - c[5];
        double area = x1 * y2 - x2 * y1;
        double g = (sumX * y2 - x2 * sumY) / area;
        double h = (x1 * sumY - sumX * y1) / area;
        return new double[]{(c[2] - c[0] + g * c[2]) / size, (c[6] - c[0] + h * c[6]) / size, c[0],
            (c[3] - c[1] + g * c[3]) / size, (c[7] - c[1] + h * c[7]) / size, c[1], g / size, h / size, 1};
    }
}
