package dev.geofix.simulator.view;

import dev.geofix.simulator.scene.Area;

/** The ground that a camera sees, as far as it is worth drawing. */
final class Footprint {
    private Footprint() {}

    static Area of(Camera camera) {
        double farthest = 5 * camera.altitude() + 150;
        Projection projection = Projection.perspective(camera, 1);
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
