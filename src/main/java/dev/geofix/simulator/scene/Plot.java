package dev.geofix.simulator.scene;

import dev.geofix.simulator.scene.Cell.Layer;
import dev.geofix.simulator.scene.Surface.Material;
import java.util.SplittableRandom;

/** A block between streets that waits to be furnished; its outline is the kerb. */
record Plot(Polygon outline, CellBuilder out, SplittableRandom random) {
    double range(double from, double to) {
        return from + (to - from) * random.nextDouble();
    }

    boolean chance(double share) {
        return random.nextDouble() < share;
    }

    int pick(int... colors) {
        return Palette.pick(random, colors);
    }

    int edges() {
        return outline.size();
    }

    /** Pavement along the kerb and a ground inside it; gives the inner ground. */
    Polygon pave(double pavement, Material material, int color) {
        out.ground(Layer.BLOCK, outline.chamfer(4), Surface.plain(Material.PAVING, pick(Palette.PAVINGS)));
        Polygon inner = outline.inset(pavement);
        if (inner.size() > 0) {
            Polygon shape = inner.chamfer(3);
            out.ground(Layer.PLOT, shape, oriented(material, color, random.nextInt()));
        }
        return inner;
    }

    /** A surface whose texture runs along the longest side of the block. */
    Surface oriented(Material material, int color, int seed) {
        Point a = outline.corner(outline.longestEdge());
        Point b = outline.corner(outline.longestEdge() + 1);
        double length = a.distance(b);
        return new Surface(material, color, Palette.darker(color), a.x(), a.y(), (b.x() - a.x()) / length,
                (b.y() - a.y()) / length, length, 0, seed);
    }

    double direction() {
        Point a = outline.corner(outline.longestEdge());
        Point b = outline.corner(outline.longestEdge() + 1);
        return Math.atan2(b.y() - a.y(), b.x() - a.x());
    }

    /** A rectangle beside edge {@code edge}: so far along it, so far behind it, its axis along the edge. */
    Rect beside(int edge, double along, double setback, double length, double depth) {
        Point a = outline.corner(edge);
        Point b = outline.corner(edge + 1);
        double norm = a.distance(b);
        double dx = (b.x() - a.x()) / norm;
        double dy = (b.y() - a.y()) / norm;
        double across = setback + depth / 2;
        Point center = a.plus(dx * (along + length / 2) - dy * across, dy * (along + length / 2) + dx * across);
        return new Rect(center, dx, dy, length, depth);
    }

    double edgeLength(int edge) {
        return outline.corner(edge).distance(outline.corner(edge + 1));
    }

    /** A point anywhere in the block's bounds; callers test whether it lies inside. */
    Point anywhere() {
        Area box = outline.bounds();
        return new Point(range(box.minX(), box.maxX()), range(box.minY(), box.maxY()));
    }

    /** Trees at random in a polygon, so many per hectare. */
    void scatter(Polygon within, Tree.Kind kind, double perHectare, double radius, double height) {
        int count = within.size() == 0
                ? 0
                : (int) (within.bounds().width() * within.bounds().height() / 1e4 * perHectare);
        for (int i = 0; i < count; i++) {
            Point p = anywhere();
            if (within.contains(p)) {
                out.tree(kind, p, radius, height);
            }
        }
    }

    /** A row of trees along the kerb. */
    void avenue(Tree.Kind kind, double spacing, double setback, double radius, double height) {
        double size = range(0.7, 1.5);
        for (int edge = 0; edge < edges(); edge++) {
            if (chance(0.25)) {
                continue;
            }
            for (double along = spacing / 2; along < edgeLength(edge) - 4; along += spacing) {
                if (chance(0.85)) {
                    out.tree(kind, beside(edge, along, setback, 0.1, 0.1).center(), radius * size, height * size);
                }
            }
        }
    }
}
