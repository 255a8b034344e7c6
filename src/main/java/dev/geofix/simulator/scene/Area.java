package dev.geofix.simulator.scene;

/** A rectangle along the axes, metres. */
public record Area(double minX, double minY, double maxX, double maxY) {
    public Area grow(double margin) {
        return new Area(minX - margin, minY - margin, maxX + margin, maxY + margin);
    }

    public Area union(double x, double y) {
        return new Area(Math.min(minX, x), Math.min(minY, y), Math.max(maxX, x), Math.max(maxY, y));
    }

    public boolean intersects(Area other) {
        return minX <= other.maxX && other.minX <= maxX && minY <= other.maxY && other.minY <= maxY;
    }

    public boolean contains(double x, double y) {
        return x >= minX && x <= maxX && y >= minY && y <= maxY;
    }

    public double width() {
        return maxX - minX;
    }

    public double height() {
        return maxY - minY;
    }
}
