package dev.geofix.simulator.scene;

import dev.geofix.simulator.scene.Cell.Layer;
import dev.geofix.simulator.scene.Surface.Material;

/** Lays river water with its banks, and railway tracks on ballast, through a mesh. */
final class CorridorPainter {
    private static final double STEP = 8;

    private CorridorPainter() {}

    static void river(Corridor river, Polygon mesh, CellBuilder out) {
        int tone = Palette.pick(PlaceHash.random(river.seed(), 7, 7, 7), 0x4A5A44, 0x3B4C4A, 0x33454E, 0x565C42);
        for (int number : bands(river, mesh)) {
            Surface water = Surface.plain(Material.WATER, tone);
            Surface bank = Surface.plain(Material.MEADOW, 0x5C6B3A);
            Surface shore = Surface.plain(Material.SOIL, 0x8A7B5E);
            for (double s = first(river, mesh); s < last(river, mesh); s += STEP) {
                if (mesh.contains(river.middle(number, s + STEP / 2))) {
                    out.ground(Layer.BANK, segment(river, number, s, 9), bank);
                    out.ground(Layer.BANK, segment(river, number, s, 2.2), shore);
                    out.ground(Layer.RIVER, segment(river, number, s, 0), water);
                    scatter(river, number, s, out);
                }
            }
        }
    }

    static void railway(Corridor rail, Polygon mesh, CellBuilder out) {
        Surface ballast = Surface.plain(Material.GRAVEL, 0x857A70);
        for (int number : bands(rail, mesh)) {
            for (double s = first(rail, mesh); s < last(rail, mesh); s += STEP) {
                Point from = rail.middle(number, s);
                if (!mesh.contains(rail.middle(number, s + STEP / 2))) {
                    continue;
                }
                Point to = rail.middle(number, s + STEP);
                double length = from.distance(to);
                Surface track = new Surface(Material.RAIL, 0x857A70, 0x5A4638, from.x(), from.y(),
                        (to.x() - from.x()) / length, (to.y() - from.y()) / length, length, 11, number);
                out.ground(Layer.BANK, segment(rail, number, s, 5), Surface.plain(Material.MEADOW, 0x6B6B40));
                out.ground(Layer.BANK, segment(rail, number, s, 1), ballast);
                out.ground(Layer.RAIL, segment(rail, number, s, 0), track);
            }
        }
    }

    private static void scatter(Corridor river, int number, double station, CellBuilder out) {
        for (int side = -1; side <= 1; side += 2) {
            if (PlaceHash.unit(river.seed(), number, (long) station, side) < 0.35) {
                double reach = river.halfWidth(number, station) + 3
                        + 5 * PlaceHash.unit(river.seed(), number, (long) station, side + 9);
                Point middle = river.middle(number, station);
                out.tree(Tree.Kind.BROADLEAF, middle.plus(river.north() ? side * reach : 0,
                        river.north() ? 0 : side * reach), 3, 8);
            }
        }
    }

    private static int[] bands(Corridor corridor, Polygon mesh) {
        int middle = corridor.nearest(mesh.bounds());
        return new int[]{middle - 1, middle, middle + 1};
    }

    private static double first(Corridor corridor, Polygon mesh) {
        Area bounds = mesh.bounds();
        return STEP * Math.floor((corridor.north() ? bounds.minY() : bounds.minX()) / STEP - 1);
    }

    private static double last(Corridor corridor, Polygon mesh) {
        Area bounds = mesh.bounds();
        return corridor.north() ? bounds.maxY() + STEP : bounds.maxX() + STEP;
    }

    private static Polygon segment(Corridor c, int number, double s, double margin) {
        Point[] near = edges(c, number, s, margin);
        Point[] far = edges(c, number, s + STEP, margin);
        return Polygon.of(near[0], near[1], far[1], far[0]);
    }

    /** Right and left edge at a station, square to the band's direction. */
    private static Point[] edges(Corridor c, int number, double s, double margin) {
        Point middle = c.middle(number, s);
        Point ahead = c.middle(number, s + 1);
        double norm = middle.distance(ahead);
        double reach = (c.halfWidth(number, s) + margin) / norm;
        double nx = -(ahead.y() - middle.y()) * reach;
        double ny = (ahead.x() - middle.x()) * reach;
        return new Point[]{middle.plus(nx, ny), middle.plus(-nx, -ny)};
    }
}
