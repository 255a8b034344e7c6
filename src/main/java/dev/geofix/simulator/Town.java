package dev.geofix.simulator;

import dev.geofix.geo.BoundingBox;
import dev.geofix.geo.GeoPoint;
import dev.geofix.simulator.scene.Area;
import dev.geofix.simulator.scene.Landscape;
import dev.geofix.simulator.scene.Point;
import dev.geofix.simulator.view.Camera;
import dev.geofix.simulator.view.Conditions;
import dev.geofix.simulator.view.Renderer;
import java.awt.image.BufferedImage;

/**
 * A made-up town without end round a point of the Earth. The seed decides all that stands in it; the same seed, place and
 * conditions give the same picture, on any thread. Metres east and north of the origin are the town's own frame.
 */
public final class Town {
    /** The place in the ocean that lies farthest from any land, so that nobody takes the town for a real one. */
    public static final GeoPoint OPEN_SEA = new GeoPoint(-48.8767, -123.3933);

    private final GeoPoint origin;
    private final Renderer renderer;

    public Town(long seed, GeoPoint origin) {
        this.origin = origin;
        this.renderer = new Renderer(new Landscape(seed));
    }

    public Town(long seed) {
        this(seed, OPEN_SEA);
    }

    public GeoPoint origin() {
        return origin;
    }

    /** Straight down on a box, north up. */
    public BufferedImage satellite(BoundingBox box, int width, int height, Conditions conditions) {
        Point southWest = toLocal(new GeoPoint(box.south(), box.west()));
        Point northEast = toLocal(new GeoPoint(box.north(), box.east()));
        return renderer.overhead(new Area(southWest.x(), southWest.y(), northEast.x(), northEast.y()), width, height,
                conditions);
    }

    /** Straight down on a square of ground, north up. */
    public BufferedImage satellite(Point center, double sizeMeters, int pixels, Conditions conditions) {
        double half = sizeMeters / 2;
        return renderer.overhead(
                new Area(center.x() - half, center.y() - half, center.x() + half, center.y() + half), pixels, pixels,
                conditions);
    }

    public BufferedImage drone(Camera camera, Conditions conditions) {
        return renderer.perspective(camera, conditions);
    }

    public GeoPoint toGeo(Point local) {
        return origin.offset(local.y(), local.x());
    }

    public Point toLocal(GeoPoint point) {
        double east = (point.longitude() - origin.longitude()) * GeoPoint.METERS_PER_DEGREE
                * Math.cos(Math.toRadians(origin.latitude()));
        return new Point(east, (point.latitude() - origin.latitude()) * GeoPoint.METERS_PER_DEGREE);
    }

    /** The box of an area of the town's frame. */
    public BoundingBox toGeo(Area area) {
        GeoPoint southWest = toGeo(new Point(area.minX(), area.minY()));
        GeoPoint northEast = toGeo(new Point(area.maxX(), area.maxY()));
        return new BoundingBox(southWest.longitude(), southWest.latitude(), northEast.longitude(),
                northEast.latitude());
    }
}
