package dev.geofix.simulator.scene;

import java.util.ArrayList;
import java.util.List;

/** A convex polygon, counter-clockwise; empty when fewer than three corners are left of it. */
record Polygon(List<Point> corners) {
    static Polygon of(Point... corners) {
        return new Polygon(List.of(corners));
    }

    static Polygon ellipse(Point center, double radiusX, double radiusY, double angle, int corners) {
        List<Point> points = new ArrayList<>(corners);
        for (int i = 0; i < corners; i++) {
            double a = 2 * Math.PI * i / corners;
            double u = Math.cos(a) * radiusX;
            double v = Math.sin(a) * radiusY;
            points.add(center.plus(u * Math.cos(angle) - v * Math.sin(angle),
                    u * Math.sin(angle) + v * Math.cos(angle)));
        }
        return new Polygon(points);
    }

    int size() {
        return corners.size();
    }

    Point corner(int index) {
        return corners.get(Math.floorMod(index, corners.size()));
    }

    double area() {
        double twice = 0;
        for (int i = 0; i < size(); i++) {
            Point a = corner(i);
            Point b = corner(i + 1);
            twice += a.x() * b.y() - b.x() * a.y();
        }
        return twice / 2;
    }

    Point center() {
        double x = 0;
        double y = 0;
        for (Point corner : corners) {
            x += corner.x();
            y += corner.y();
        }
        return new Point(x / size(), y / size());
    }

    boolean contains(Point p) {
        for (int i = 0; i < size(); i++) {
            if (leftOf(corner(i), corner(i + 1), p) < 0) {
                return false;
            }
        }
        return size() > 2;
    }

    boolean contains(Polygon other) {
        return other.corners.stream().allMatch(this::contains);
    }

    /** The part where (p − through)·(nx, ny) ≥ 0. */
    Polygon clip(Point through, double nx, double ny) {
        List<Point> kept = new ArrayList<>(size() + 1);
        for (int i = 0; i < size(); i++) {
            Point a = corner(i);
            Point b = corner(i + 1);
            double da = (a.x() - through.x()) * nx + (a.y() - through.y()) * ny;
            double db = (b.x() - through.x()) * nx + (b.y() - through.y()) * ny;
            if (da >= 0) {
                kept.add(a);
            }
            if (da >= 0 != db >= 0) {
                kept.add(a.towards(b, da / (da - db)));
            }
        }
        return new Polygon(kept.size() < 3 ? List.of() : kept);
    }

    /** All edges moved inwards by a distance. */
    Polygon inset(double distance) {
        Polygon result = this;
        for (int i = 0; i < size() && result.size() > 0; i++) {
            result = result.clipAlong(corner(i), corner(i + 1), distance);
        }
        return result;
    }

    /** The part on the left of the line from a to b, at least a distance away from it. */
    Polygon clipAlong(Point a, Point b, double distance) {
        double length = a.distance(b);
        if (length < 1e-9) {
            return this;
        }
        double nx = -(b.y() - a.y()) / length;
        double ny = (b.x() - a.x()) / length;
        return clip(a.plus(nx * distance, ny * distance), nx, ny);
    }

    /** Corners cut off, so far from the corner along both edges. */
    Polygon chamfer(double cut) {
        List<Point> points = new ArrayList<>(2 * size());
        for (int i = 0; i < size(); i++) {
            Point a = corner(i);
            Point b = corner(i + 1);
            double share = Math.min(0.3, cut / Math.max(1e-9, a.distance(b)));
            points.add(a.towards(b, share));
            points.add(b.towards(a, share));
        }
        return new Polygon(points);
    }

    Area bounds() {
        Point first = corner(0);
        Area box = new Area(first.x(), first.y(), first.x(), first.y());
        for (Point corner : corners) {
            box = box.union(corner.x(), corner.y());
        }
        return box;
    }

    /** Index of the corner at which the longest edge starts. */
    int longestEdge() {
        int best = 0;
        for (int i = 1; i < size(); i++) {
            if (corner(i).distance(corner(i + 1)) > corner(best).distance(corner(best + 1))) {
                best = i;
            }
        }
        return best;
    }

    private static double leftOf(Point a, Point b, Point p) {
        return (b.x() - a.x()) * (p.y() - a.y()) - (b.y() - a.y()) * (p.x() - a.x());
    }
}
