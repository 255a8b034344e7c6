package dev.geofix.simulator.scene;

import dev.geofix.simulator.scene.Cell.Layer;
import dev.geofix.simulator.scene.Surface.Material;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Main streets round a mesh and the side streets that divide it into blocks. */
record Streets(StreetGrid grid, CellBuilder out, SplittableRandom random) {
    private static final int PAINT = 0xE6E4DC;

    /** Lays the streets that belong to mesh (i, j): its southern and western edge and their crossing. */
    void layMain(int i, int j) {
        int asphalt = Palette.pick(PlaceHash.random(grid.seed(), i / 3, j / 3, 31), 0x68696B, 0x7B7976, 0x8C8882,
                0x5A5B5E);
        strip(grid.node(i, j), grid.node(i + 1, j), grid.width(i, j, false), asphalt);
        strip(grid.node(i, j), grid.node(i, j + 1), grid.width(i, j, true), asphalt);
        for (int corner = 0; corner < 4; corner++) {
            junction(i + corner % 2, j + corner / 2, asphalt);
        }
    }

    /** The ground inside the kerbs of the four main streets. */
    Polygon inside(int i, int j) {
        Polygon mesh = grid.mesh(i, j);
        double[] widths = {grid.width(i, j, false), grid.width(i + 1, j, true), grid.width(i, j + 1, false),
            grid.width(i, j, true)};
        Polygon inner = mesh;
        for (int edge = 0; edge < 4 && inner.size() > 0; edge++) {
            inner = inner.clipAlong(mesh.corner(edge), mesh.corner(edge + 1), widths[edge] / 2);
        }
        return inner;
    }

    /** Halves the ground across its longer side until the blocks are small enough; a street runs along every cut. */
    List<Polygon> divide(Polygon ground, double blockSize) {
        List<Polygon> blocks = new ArrayList<>();
        divide(ground, blockSize, 0, blocks);
        return blocks;
    }

    private void divide(Polygon ground, double size, int depth, List<Polygon> blocks) {
        if (ground.size() == 0 || ground.area() < 500) {
            return;
        }
        double target = size * size * (0.8 + 0.9 * random.nextDouble());
        if (depth > 6 || ground.area() < 1.35 * target) {
            blocks.add(ground);
            return;
        }
        int edge = ground.longestEdge();
        Point a = ground.corner(edge);
        Point b = ground.corner(edge + 1);
        double angle = Math.atan2(b.y() - a.y(), b.x() - a.x()) + Math.PI / 2 + 0.1 * random.nextGaussian();
        Point middle = ground.center().towards(a.towards(b, 0.3 + 0.4 * random.nextDouble()), 0.6);
        double width = 5.5 + 3.5 * random.nextDouble();
        double nx = -Math.sin(angle);
        double ny = Math.cos(angle);
        Polygon left = ground.clip(middle.plus(nx * width / 2, ny * width / 2), nx, ny);
        Polygon right = ground.clip(middle.plus(-nx * width / 2, -ny * width / 2), -nx, -ny);
        Polygon street = ground.clip(middle.plus(-nx * width / 2, -ny * width / 2), nx, ny)
                .clip(middle.plus(nx * width / 2, ny * width / 2), -nx, -ny);
        Surface surface = new Surface(Material.ROAD, 0x68686A, PAINT, middle.x(), middle.y(), ny, -nx, 0, width,
                random.nextInt());
        out.ground(Layer.STREET, street, surface);
        parked(street, middle, ny, -nx, width);
        divide(left, size, depth + 1, blocks);
        divide(right, size, depth + 1, blocks);
    }

    private void parked(Polygon street, Point middle, double dx, double dy, double width) {
        for (double s = -140; s < 140; s += 6) {
            for (int side = -1; side <= 1; side += 2) {
                Point p = middle.plus(dx * s - dy * side * (width / 2 - 1.2), dy * s + dx * side * (width / 2 - 1.2));
                if (street.contains(p) && street.contains(p.plus(dx * 5, dy * 5))) {
                    out.slot(p, dx, dy, 0.25, 4.4);
                }
            }
        }
    }

    private void strip(Point a, Point b, double width, int color) {
        double length = a.distance(b);
        double dx = (b.x() - a.x()) / length;
        double dy = (b.y() - a.y()) / length;
        Rect road = new Rect(a.towards(b, 0.5), dx, dy, length, width);
        out.ground(Layer.ROAD, road.polygon(),
                new Surface(Material.ROAD, color, PAINT, a.x(), a.y(), dx, dy, length, width, 0));
        boolean avenue = width > 20;
        for (double s = 22; s < length - 20; s += avenue ? 11 : 16) {
            for (int side = -1; side <= 1; side += 2) {
                double v = side * (avenue ? 5 : 1.9);
                // Traffic keeps to the right.
                out.slot(a.plus(dx * s - dy * v, dy * s + dx * v), -side * dx, -side * dy, 0.12, 4.5);
            }
            if (avenue) {
                out.tree(Tree.Kind.BROADLEAF, a.plus(dx * s, dy * s), 2, 7);
            }
        }
    }

    private void junction(int i, int j, int color) {
        double size = Math.max(Math.max(grid.width(i, j, true), grid.width(i, j, false)),
                Math.max(grid.width(i, j - 1, true), grid.width(i - 1, j, false)));
        boolean roundabout = size < 20 && PlaceHash.unit(grid.seed(), i, j, 33) < 0.12;
        Point node = grid.node(i, j);
        double radius = roundabout ? 17 : size * 0.6;
        out.ground(Layer.JUNCTION, Polygon.ellipse(node, radius, radius, 0.4, roundabout ? 28 : 8),
                Surface.plain(Material.ASPHALT, color));
        if (roundabout) {
            out.ground(Layer.RAIL, Polygon.ellipse(node, 8.6, 8.6, 0, 24), Surface.plain(Material.PAVING, 0xB8B2A6));
            out.ground(Layer.RAIL, Polygon.ellipse(node, 7.6, 7.6, 0, 24), Surface.plain(Material.GRASS, 0x5F7D3B));
        }
    }
}
