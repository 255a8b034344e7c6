package dev.geofix.simulator.view;

import dev.geofix.simulator.scene.Area;
import dev.geofix.simulator.scene.Cell;
import dev.geofix.simulator.scene.PlaceHash;
import dev.geofix.simulator.scene.Landscape;
import java.awt.image.BufferedImage;
import java.util.List;

/** Renders views of a landscape on the calling thread; safe for any number of threads. */
public final class Renderer {
    static final int SUPERSAMPLING = 2;
    static final double TALLEST = 62;
    private static final double FARTHEST_SHADOW = 160;

    private final Landscape landscape;

    public Renderer(Landscape landscape) {
        this.landscape = landscape;
    }

    /** Straight down on an area, north up. */
    public BufferedImage overhead(Area area, int width, int height, Conditions conditions) {
        int margin = Sensor.reach(conditions.blur());
        double gsdX = area.width() / width;
        double gsdY = area.height() / height;
        Area seen = new Area(area.minX() - margin * gsdX, area.minY() - margin * gsdY, area.maxX() + margin * gsdX,
                area.maxY() + margin * gsdY);
        int columns = width + 2 * margin;
        int rows = height + 2 * margin;
        CameraProjection projection = CameraProjection.overhead(seen, columns * SUPERSAMPLING, rows * SUPERSAMPLING);
        float[] light = render(projection, columns, rows, seen.grow(8), (gsdX + gsdY) / 2, (gsdX + gsdY) / 2,
                conditions);
        return Sensor.expose(light, columns, rows, margin, conditions,
                PlaceHash.of(Double.doubleToLongBits(area.minX()), Double.doubleToLongBits(area.minY()), width,
                        height));
    }

    public BufferedImage perspective(Camera camera, Conditions conditions) {
        CameraProjection projection = CameraProjection.perspective(camera, SUPERSAMPLING);
        double angle = 2 * Math.tan(Math.toRadians(camera.fieldOfView() / 2)) / camera.width();
        Area ground = Footprint.of(camera);
        float[] light = render(projection, camera.width(), camera.height(), ground.grow(45), angle,
                angle * camera.altitude(), conditions);
        return Sensor.expose(light, camera.width(), camera.height(), 0, conditions, camera.hashCode());
    }

    private float[] render(CameraProjection projection, int width, int height, Area ground, double gsd,
            double groundGsd,
            Conditions conditions) {
        List<Cell> cells = landscape.cells(ground);
        SceneRaster scene = new SceneRaster(new Raster(width * SUPERSAMPLING, height * SUPERSAMPLING), projection);
        scene.drawGround(cells);
        scene.drawSolids(cells, conditions.cars());
        double reach = Math.min(FARTHEST_SHADOW, TALLEST / Math.tan(Math.toRadians(conditions.sunElevation())));
        double azimuth = Math.toRadians(conditions.sunAzimuth());
        Area casters = ground
                .union(ground.minX() + reach * Math.sin(azimuth), ground.minY() + reach * Math.cos(azimuth))
                .union(ground.maxX() + reach * Math.sin(azimuth), ground.maxY() + reach * Math.cos(azimuth));
        // A high point is looked up where its own shadow falls, so the map reaches that far beyond the picture.
        Area shaded = ground.union(ground.minX() - reach * Math.sin(azimuth), ground.minY() - reach * Math.cos(azimuth))
                .union(ground.maxX() - reach * Math.sin(azimuth), ground.maxY() - reach * Math.cos(azimuth));
        ShadowMap shadows = new ShadowMap(landscape.cells(casters), shaded, conditions, groundGsd);
        return new Shader(scene, shadows, conditions, gsd).shade();
    }

    /** The ground that a camera sees, as far as it is worth drawing. */
    private static final class Footprint {
        private Footprint() {}

        static Area of(Camera camera) {
            double farthest = 5 * camera.altitude() + 150;
            CameraProjection projection = CameraProjection.perspective(camera, 1);
            Area area = new Area(camera.target().x(), camera.target().y(), camera.target().x(), camera.target().y());
            double[] point = new double[3];
            for (int corner = 0; corner < 4; corner++) {
                double column = corner % 2 * camera.width();
                double row = corner / 2 * camera.height();
                double nearness = projection.groundNearness(column, row);
                projection.locate(column, row, Math.max(nearness, 1e-4), point);
                double dx = point[0] - camera.east();
                double dy = point[1] - camera.north();
                double shorten = Math.min(1, farthest / Math.max(1, Math.hypot(dx, dy)));
                area = area.union(camera.east() + dx * shorten, camera.north() + dy * shorten);
            }
            return area;
        }
    }
}
