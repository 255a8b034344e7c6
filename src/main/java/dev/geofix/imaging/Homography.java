package dev.geofix.imaging;

import java.util.Arrays;

/**
 * A projective map of the plane: (x, y, 1) times a 3 × 3 matrix in row order, over the third coordinate. Similarities and affine maps are among them.
 *
 * @throws IllegalArgumentException when there are not nine finite entries
 */
public record Homography(double[] matrix) {
    public Homography {
        if (matrix.length != 9 || !Arrays.stream(matrix).allMatch(Double::isFinite)) {
            throw new IllegalArgumentException("a homography has nine finite entries");
        }
    }

    /** x' = a·x − b·y + u, y' = b·x + a·y + v. */
    public static Homography similarity(double a, double b, double u, double v) {
        return new Homography(new double[]{a, -b, u, b, a, v, 0, 0, 1});
    }

    /** Depth of a point: 1 for affine maps, not positive at and behind the horizon. */
    public double depth(double x, double y) {
        return matrix[6] * x + matrix[7] * y + matrix[8];
    }

    public double x(double x, double y) {
        return (matrix[0] * x + matrix[1] * y + matrix[2]) / depth(x, y);
    }

    public double y(double x, double y) {
        return (matrix[3] * x + matrix[4] * y + matrix[5]) / depth(x, y);
    }

    /** This map after another. */
    public Homography after(Homography first) {
        double[] product = new double[9];
        for (int i = 0; i < 9; i++) {
            for (int k = 0; k < 3; k++) {
                product[i] += matrix[i / 3 * 3 + k] * first.matrix[3 * k + i % 3];
            }
        }
        return new Homography(product);
    }

    /** @throws IllegalArgumentException when there is none */
    public Homography inverse() {
        double[] m = matrix;
        double[] adjugate = {m[4] * m[8] - m[5] * m[7], m[2] * m[7] - m[1] * m[8], m[1] * m[5] - m[2] * m[4],
            m[5] * m[6] - m[3] * m[8], m[0] * m[8] - m[2] * m[6], m[2] * m[3] - m[0] * m[5],
            m[3] * m[7] - m[4] * m[6], m[1] * m[6] - m[0] * m[7], m[0] * m[4] - m[1] * m[3]};
        double determinant = m[0] * adjugate[0] + m[1] * adjugate[3] + m[2] * adjugate[6];
        return new Homography(Arrays.stream(adjugate).map(entry -> entry / determinant).toArray());
    }

    /** The 2 × 2 derivative at a point, in row order. */
    public double[] jacobian(double x, double y) {
        double depth = depth(x, y);
        double u = x(x, y);
        double v = y(x, y);
        return new double[]{(matrix[0] - u * matrix[6]) / depth, (matrix[1] - u * matrix[7]) / depth,
            (matrix[3] - v * matrix[6]) / depth, (matrix[4] - v * matrix[7]) / depth};
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Homography that && Arrays.equals(matrix, that.matrix);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(matrix);
    }

    @Override
    public String toString() {
        return "Homography" + Arrays.toString(matrix);
    }
}
