package dev.geofix.simulator.view;

import java.util.Arrays;

/** Samples of a picture: which surface each one sees and how near it is. Fills convex polygons row by row. */
final class Raster {
    private static final double NEAR = 0.5;
    private static final int MOST_CORNERS = 64;

    final int width;
    final int height;
    final int[] ids;
    final float[] nearness;
    private final float[] left;
    private final float[] right;
    private final double[] point = new double[4];
    private final double[][] space = new double[MOST_CORNERS][4];
    private final double[][] clipped = new double[MOST_CORNERS][4];
    private final double[] columns = new double[MOST_CORNERS];
    private final double[] rows = new double[MOST_CORNERS];
    private final double[] depths = new double[MOST_CORNERS];

    Raster(int width, int height) {
        this.width = width;
        this.height = height;
        ids = new int[width * height];
        nearness = new float[width * height];
        Arrays.fill(nearness, Float.NEGATIVE_INFINITY);
        left = new float[height];
        right = new float[height];
    }

    /**
     * @param xyz corners, counter-clockwise seen from outside
     * @param solid whether to hide what lies behind and to drop the polygon where it shows its back
     */
    void draw(float[] xyz, CameraProjection projection, int id, boolean solid) {
        int count = xyz.length / 3;
        boolean behind = false;
        for (int i = 0; i < count; i++) {
            projection.transform(xyz[3 * i], xyz[3 * i + 1], xyz[3 * i + 2], space[i]);
            behind |= space[i][2] < NEAR;
        }
        double[][] corners = space;
        if (behind) {
            count = clipNear(count);
            corners = clipped;
        }
        for (int i = 0; i < count; i++) {
            double w = 1 / corners[i][2];
            columns[i] = corners[i][0] * w;
            rows[i] = corners[i][1] * w;
            depths[i] = corners[i][3] * w;
        }
        fill(count, columns, rows, depths, id, solid);
    }

    void fill(int count, double[] xs, double[] ys, double[] ks, int id, boolean solid) {
        double minX = Double.MAX_VALUE;
        double maxX = -Double.MAX_VALUE;
        double minY = Double.MAX_VALUE;
        double maxY = -Double.MAX_VALUE;
        // Area vector of the polygon in (column, row, nearness): its tilt gives the nearness at every sample.
        double nx = 0;
        double ny = 0;
        double nz = 0;
        for (int i = 0, j = count - 1; i < count; j = i++) {
            minX = Math.min(minX, xs[i]);
            maxX = Math.max(maxX, xs[i]);
            minY = Math.min(minY, ys[i]);
            maxY = Math.max(maxY, ys[i]);
            nx += (ys[j] - ys[i]) * (ks[j] + ks[i]);
            ny += (ks[j] - ks[i]) * (xs[j] + xs[i]);
            nz += (xs[j] - xs[i]) * (ys[j] + ys[i]);
        }
        // Rows grow downwards, so an outside face turns the other way round here.
        if (maxX <= 0 || minX >= width || maxY <= 0 || minY >= height || (solid && nz >= 0) || nz == 0) {
            return;
        }
        int first = Math.max(0, (int) Math.ceil(minY - 0.5));
        int last = Math.min(height - 1, (int) Math.ceil(maxY - 0.5) - 1);
        if (first > last) {
            return;
        }
        Arrays.fill(left, first, last + 1, Float.MAX_VALUE);
        Arrays.fill(right, first, last + 1, -Float.MAX_VALUE);
        for (int i = 0, j = count - 1; i < count; j = i++) {
            edge(xs[j], ys[j], xs[i], ys[i], first, last);
        }
        double slopeX = -nx / nz;
        double slopeY = -ny / nz;
        for (int row = first; row <= last; row++) {
            int from = Math.max(0, (int) Math.ceil(left[row] - 0.5));
            int to = Math.min(width - 1, (int) Math.ceil(right[row] - 0.5) - 1);
            double k = ks[0] + slopeX * (from + 0.5 - xs[0]) + slopeY * (row + 0.5 - ys[0]);
            int at = row * width + from;
            for (int column = from; column <= to; column++, at++, k += slopeX) {
                if (!solid || k > nearness[at]) {
                    nearness[at] = (float) k;
                    ids[at] = id;
                }
            }
        }
    }

    private void edge(double x0, double y0, double x1, double y1, int first, int last) {
        // Always from the upper end, so that two neighbours cut their common edge at the same places.
        double topX = y0 <= y1 ? x0 : x1;
        double topY = Math.min(y0, y1);
        double lowX = y0 <= y1 ? x1 : x0;
        double lowY = Math.max(y0, y1);
        int from = Math.max(first, (int) Math.ceil(topY - 0.5));
        int to = Math.min(last, (int) Math.ceil(lowY - 0.5) - 1);
        double step = (lowX - topX) / Math.max(1e-12, lowY - topY);
        for (int row = from; row <= to; row++) {
            float x = (float) (topX + step * (row + 0.5 - topY));
            left[row] = Math.min(left[row], x);
            right[row] = Math.max(right[row], x);
        }
    }

    private int clipNear(int count) {
        int kept = 0;
        for (int i = 0, j = count - 1; i < count; j = i++) {
            double a = space[j][2] - NEAR;
            double b = space[i][2] - NEAR;
            if (a >= 0 != b >= 0) {
                double share = a / (a - b);
                for (int form = 0; form < 4; form++) {
                    point[form] = space[j][form] + share * (space[i][form] - space[j][form]);
                }
                System.arraycopy(point, 0, clipped[kept++], 0, 4);
            }
            if (b >= 0) {
                System.arraycopy(space[i], 0, clipped[kept++], 0, 4);
            }
        }
        return kept;
    }
}
