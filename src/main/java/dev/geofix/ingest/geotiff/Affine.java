package dev.geofix.ingest.geotiff;

/**
 * From pixels, the upper left corner of the first at (0, 0), to map coordinates: x = a·i + b·j + c, y = d·i + e·j + f.
 *
 * @throws IllegalArgumentException when a coefficient is no number or the map cannot be turned back
 */
record Affine(double a, double b, double c, double d, double e, double f) {
    Affine {
        double area = a * e - b * d;
        if (!Double.isFinite(area) || area == 0 || !Double.isFinite(1 / area) || !Double.isFinite(c)
                || !Double.isFinite(f)) {
            throw new IllegalArgumentException("the pixels have no size, or one that is no number");
        }
    }

    double x(double i, double j) {
        return a * i + b * j + c;
    }

    double y(double i, double j) {
        return d * i + e * j + f;
    }

    /** @return i and j */
    double[] pixel(double x, double y) {
        double area = a * e - b * d;
        double right = x - c;
        double up = y - f;
        return new double[]{(e * right - b * up) / area, (a * up - d * right) / area};
    }

    /** Whose pixels are numbered by their middles: (0, 0) is the middle of the first. */
    Affine fromMiddles() {
        return new Affine(a, b, c - (a + b) / 2, d, e, f - (d + e) / 2);
    }
}
