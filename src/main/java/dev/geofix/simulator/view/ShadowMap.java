package dev.geofix.simulator.view;

import dev.geofix.simulator.scene.Area;
import dev.geofix.simulator.scene.Cell;
import java.util.List;

/**
 * The town seen along the sun's rays, on a grid of texels where those rays meet the ground. Its texels are anchored to the
 * plane, not to the picture, so that two tiles that touch agree about every shadow.
 */
final class ShadowMap {
    private static final int MOST_TEXELS = 1400;

    private final Area area;
    private final double texel;
    private final double shiftX;
    private final double shiftY;
    private final Raster raster;

    ShadowMap(List<Cell> cells, Area visible, Conditions conditions, double gsd) {
        double azimuth = Math.toRadians(conditions.sunAzimuth());
        double reach = 1 / Math.tan(Math.toRadians(conditions.sunElevation()));
        shiftX = -Math.sin(azimuth) * reach;
        shiftY = -Math.cos(azimuth) * reach;
        double size = Math.max(visible.width(), visible.height());
        // Powers of two, so that pictures of almost the same resolution share one grid.
        double wanted = Math.max(Math.max(0.25, gsd * 0.9), size / MOST_TEXELS);
        texel = Math.pow(2, Math.ceil(2 * Math.log(wanted) / Math.log(2)) / 2);
        double minX = Math.floor(visible.minX() / texel) * texel;
        double minY = Math.floor(visible.minY() / texel) * texel;
        int columns = (int) Math.ceil((visible.maxX() - minX) / texel) + 1;
        int rows = (int) Math.ceil((visible.maxY() - minY) / texel) + 1;
        area = new Area(minX, minY, minX + columns * texel, minY + rows * texel);
        raster = new Raster(columns, rows);
        new SceneRaster(raster, CameraProjection.slanted(area, columns, rows, shiftX, shiftY)).drawSolids(cells,
                conditions.cars());
    }

    /** Share of sunlight that reaches a point, 0 … 1: bilinear over the four texels round it. */
    float light(double x, double y, double z) {
        double column = (x + z * shiftX - area.minX()) / texel - 0.5;
        double row = (area.maxY() - y - z * shiftY) / texel - 0.5;
        int c = (int) Math.floor(column);
        int r = (int) Math.floor(row);
        if (c < 0 || r < 0 || c + 1 >= raster.width || r + 1 >= raster.height) {
            return 1;
        }
        float fx = (float) (column - c);
        float fy = (float) (row - r);
        int at = r * raster.width + c;
        float height = (float) (z + 0.25 + 0.6 * texel);
        float[] top = raster.nearness;
        float upper = (top[at] > height ? 0 : 1 - fx) + (top[at + 1] > height ? 0 : fx);
        float lower = (top[at + raster.width] > height ? 0 : 1 - fx) + (top[at + raster.width + 1] > height ? 0 : fx);
        return upper * (1 - fy) + lower * fy;
    }
}
