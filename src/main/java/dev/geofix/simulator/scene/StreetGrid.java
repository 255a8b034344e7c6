package dev.geofix.simulator.scene;

import java.util.ArrayList;
import java.util.List;

/**
 * The net of main streets: a grid whose crossings are pushed about, so that every mesh is another convex quadrilateral.
 * Meshes, crossings and edges are computed from their numbers alone.
 */
record StreetGrid(long seed) {
    static final double SPACING = 230;
    private static final double JITTER = 0.3 * SPACING;
    private static final double SWAY = 0.36 * SPACING;

    Point node(int i, int j) {
        double phase = 6.28 * PlaceHash.unit(seed, 1, 2, 11);
        double x = i * SPACING + JITTER * (PlaceHash.unit(seed, i, j, 12) - 0.5)
                + SWAY * Math.sin(0.58 * j + 0.21 * i + phase);
        double y = j * SPACING + JITTER * (PlaceHash.unit(seed, i, j, 13) - 0.5)
                + SWAY * Math.sin(0.52 * i - 0.24 * j + 2 * phase);
        return new Point(x, y);
    }

    /** Mesh (i, j), bounded by the centre lines of its streets: south, east, north, west edge in turn. */
    Polygon mesh(int i, int j) {
        return Polygon.of(node(i, j), node(i + 1, j), node(i + 1, j + 1), node(i, j + 1));
    }

    /** Width between the kerbs of the street from node (i, j) to the east or to the north. */
    double width(int i, int j, boolean north) {
        int line = north ? i : j;
        if (PlaceHash.unit(seed, line, north ? 1 : 0, 14) < 0.2) {
            return 22;
        }
        return 9 + 5 * PlaceHash.unit(seed, north ? i : i + 7919, j, 15);
    }

    /** Numbers (i, j) of all meshes that may reach into an area. */
    List<int[]> meshes(Area area) {
        double reach = SWAY + JITTER / 2 + 15;
        List<int[]> found = new ArrayList<>();
        int lastI = (int) Math.floor((area.maxX() + reach) / SPACING);
        int lastJ = (int) Math.floor((area.maxY() + reach) / SPACING);
        for (int j = (int) Math.floor((area.minY() - reach) / SPACING) - 1; j <= lastJ; j++) {
            for (int i = (int) Math.floor((area.minX() - reach) / SPACING) - 1; i <= lastI; i++) {
                if (mesh(i, j).bounds().grow(15).intersects(area)) {
                    found.add(new int[]{i, j});
                }
            }
        }
        return found;
    }
}
