package dev.geofix.simulator.scene;

import dev.geofix.simulator.scene.Cell.Layer;
import dev.geofix.simulator.scene.Surface.Material;

/** Parks, woods and waste ground. */
final class GreenSpaces {
    private GreenSpaces() {}

    static void park(Plot plot) {
        Polygon lawn = plot.pave(2.5, Material.GRASS, plot.pick(Palette.LAWNS));
        Rect frame = Rect.at(plot.outline().center(), plot.direction(), 1, 1);
        double size = Math.sqrt(plot.outline().area());
        for (int i = 0; i < 3 + plot.random().nextInt(3); i++) {
            windingPath(plot, lawn, frame, size);
        }
        if (plot.chance(0.55)) {
            pond(plot, lawn, size);
        }
        for (int i = 0; i < 6; i++) {
            grove(plot, lawn, size * plot.range(0.06, 0.16));
        }
        if (plot.chance(0.5)) {
            Point p = plot.anywhere();
            if (lawn.contains(p)) {
                plot.out().ground(Layer.PAINT, Polygon.ellipse(p, 7, 7, 0, 20),
                        Surface.plain(Material.PAVING, 0xC6BCA8));
                plot.out().ground(Layer.PAINT, Polygon.ellipse(p, 3, 3, 0, 16), Surface.plain(Material.POOL, 0x63A0B0));
            }
        }
        plot.scatter(lawn, Tree.Kind.BROADLEAF, 25, 3.4, 10);
        plot.avenue(Tree.Kind.BROADLEAF, 9, 3, 3, 10);
    }

    static void wood(Plot plot) {
        Polygon floor = plot.pave(0.8, Material.MEADOW, plot.pick(0x59663A, 0x6B6B45, 0x4F5C36));
        Rect frame = Rect.at(plot.outline().center(), plot.direction(), 1, 1);
        windingPath(plot, floor, frame, Math.sqrt(plot.outline().area()));
        Tree.Kind kind = plot.chance(0.6) ? Tree.Kind.BROADLEAF : Tree.Kind.CONIFER;
        Polygon glade = Polygon.ellipse(plot.anywhere(), plot.range(10, 35), plot.range(10, 25), plot.range(0, 3), 16);
        Area box = plot.outline().bounds();
        double step = plot.range(5, 6.5);
        for (double y = box.minY(); y < box.maxY(); y += step) {
            for (double x = box.minX(); x < box.maxX(); x += step) {
                Point p = new Point(x + plot.range(-2.4, 2.4), y + plot.range(-2.4, 2.4));
                if (floor.contains(p) && !glade.contains(p) && plot.chance(0.93)) {
                    plot.out().tree(plot.chance(0.85) ? kind : Tree.Kind.CONIFER, p, step * 0.62, 12);
                }
            }
        }
    }

    static void waste(Plot plot) {
        Polygon ground = plot.pave(0.5, Material.SOIL, plot.pick(0xA8906C, 0x8E7A60, 0xB5A488, 0x9A7458));
        for (int i = 0; i < 7; i++) {
            Polygon patch = Polygon.ellipse(plot.anywhere(), plot.range(6, 30), plot.range(5, 20), plot.range(0, 3),
                    14);
            if (ground.contains(patch)) {
                plot.out().ground(Layer.DETAIL, patch, Surface.plain(plot.chance(0.5) ? Material.MEADOW : Material.SAND,
                        plot.pick(0x8A8A55, 0xC4B08A, 0x77704A, 0x6F5E4A)));
            }
        }
        windingPath(plot, ground, Rect.at(plot.outline().center(), plot.direction(), 1, 1),
                Math.sqrt(plot.outline().area()));
        for (int i = 0; i < 8; i++) {
            Rect load = Rect.at(plot.anywhere(), plot.range(0, 3), plot.range(3, 9), plot.range(2, 4));
            if (ground.contains(load.polygon()) && plot.out().claim(load, 1)) {
                plot.out().box(load, 0, plot.range(0.6, 3), plot.pick(0xB9B5AE, 0x8A6B4A, 0xC9A227, 0x5E7F96));
            }
        }
        plot.scatter(ground, Tree.Kind.SHRUB, 60, 1.2, 2);
        plot.scatter(ground, Tree.Kind.BROADLEAF, 8, 2.5, 6);
    }

    static void grove(Plot plot, Polygon within, double radius) {
        Point center = plot.anywhere();
        for (int i = 0; i < radius * 1.8; i++) {
            Point p = center.plus(radius * (plot.random().nextGaussian() * 0.6),
                    radius * (plot.random().nextGaussian() * 0.6));
            if (within.contains(p)) {
                plot.out().tree(plot.chance(0.8) ? Tree.Kind.BROADLEAF : Tree.Kind.CONIFER, p, 3.3, 11);
            }
        }
    }

    private static void pond(Plot plot, Polygon lawn, double size) {
        Point center = plot.outline().center().plus(plot.range(-0.15, 0.15) * size, plot.range(-0.15, 0.15) * size);
        int color = plot.pick(0x3E4F45, 0x2F4550, 0x4A5A3F);
        for (int lobe = 0; lobe < 3; lobe++) {
            Point at = center.plus(plot.range(-0.1, 0.1) * size, plot.range(-0.1, 0.1) * size);
            double a = plot.range(0.08, 0.2) * size;
            double b = a * plot.range(0.5, 0.9);
            double angle = plot.range(0, 3);
            if (lawn.contains(Polygon.ellipse(at, a + 2, b + 2, angle, 20))) {
                plot.out().ground(Layer.PAINT, Polygon.ellipse(at, a + 1.4, b + 1.4, angle, 20),
                        Surface.plain(Material.SOIL, 0x7E7355));
                plot.out().ground(Layer.BANK, Polygon.ellipse(at, a, b, angle, 24),
                        Surface.plain(Material.WATER, color));
                plot.out().claim(Rect.at(at, angle, 1.7 * a, 1.7 * b), 0);
            }
        }
    }

    static void windingPath(Plot plot, Polygon within, Rect frame, double size) {
        double phase = plot.range(0, 6.28);
        double swing = plot.range(0.05, 0.2) * size;
        boolean across = plot.chance(0.5);
        int color = plot.pick(0xBFB59E, 0xA89E8C, 0xB8AD9A, 0x9A958E);
        double offset = plot.range(-0.25, 0.25) * size;
        Surface surface = Surface.plain(Material.GRAVEL, color);
        Point last = null;
        for (double s = -0.75 * size; s <= 0.75 * size; s += 5) {
            double v = offset + swing * Math.sin(s / size * 5 + phase);
            Point next = across ? frame.local(v, s) : frame.local(s, v);
            if (last != null && within.contains(last) && within.contains(next)) {
                Rect step = Rect.at(last.towards(next, 0.5), Math.atan2(next.y() - last.y(), next.x() - last.x()),
                        last.distance(next) + 0.6, 2.4);
                plot.out().ground(Layer.DETAIL, step.polygon(), surface);
            }
            last = next;
        }
    }
}
