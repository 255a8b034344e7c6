package dev.geofix.simulator.scene;

/**
 * A rectangle in any direction.
 *
 * @param axisX with {@code axisY} the unit vector along the length
 * @param length full side along the axis, metres
 * @param width full side across the axis, metres
 */
record Rect(Point center, double axisX, double axisY, double length, double width) {
    static Rect at(Point center, double angle, double length, double width) {
        return new Rect(center, Math.cos(angle), Math.sin(angle), length, width);
    }

    /** A point given along and across the axis from the centre. */
    Point local(double u, double v) {
        return center.plus(u * axisX - v * axisY, u * axisY + v * axisX);
    }

    /** A smaller rectangle inside, given in this one's frame. */
    Rect part(double u, double v, double partLength, double partWidth) {
        return new Rect(local(u, v), axisX, axisY, partLength, partWidth);
    }

    /** The same ground with length and width exchanged. */
    Rect turned() {
        return new Rect(center, -axisY, axisX, width, length);
    }

    Rect grow(double margin) {
        return new Rect(center, axisX, axisY, length + 2 * margin, width + 2 * margin);
    }

    Polygon polygon() {
        double u = length / 2;
        double v = width / 2;
        return Polygon.of(local(-u, -v), local(u, -v), local(u, v), local(-u, v));
    }

    double radius() {
        return Math.hypot(length, width) / 2;
    }

    /** Separating axes: two rectangles are apart when a side of one of them has the other wholly beyond. */
    boolean overlaps(Rect other) {
        if (center.distance(other.center) > radius() + other.radius()) {
            return false;
        }
        return !apart(this, other) && !apart(other, this);
    }

    private static boolean apart(Rect a, Rect b) {
        double dx = b.center.x() - a.center.x();
        double dy = b.center.y() - a.center.y();
        double cos = Math.abs(a.axisX * b.axisX + a.axisY * b.axisY);
        double sin = Math.abs(a.axisX * b.axisY - a.axisY * b.axisX);
        double along = Math.abs(dx * a.axisX + dy * a.axisY);
        double across = Math.abs(dy * a.axisX - dx * a.axisY);
        return along > (a.length + b.length * cos + b.width * sin) / 2
                || across > (a.width + b.length * sin + b.width * cos) / 2;
    }
}
