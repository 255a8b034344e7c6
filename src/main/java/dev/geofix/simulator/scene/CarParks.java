package dev.geofix.simulator.scene;

import dev.geofix.simulator.scene.Cell.Layer;
import dev.geofix.simulator.scene.Surface.Material;

/** Rows of marked bays with a lane between them. */
final class CarParks {
    private static final double BAY = 2.6;
    private static final double DEPTH = 5;
    private static final double LANE = 6;

    private CarParks() {}

    /** Fills a rectangle with double rows of bays. */
    static void fill(Plot plot, Rect ground, double share) {
        int asphalt = plot.pick(0x5E5E60, 0x6F6E6C, 0x4D4E51, 0x83817C);
        plot.out().ground(Layer.DETAIL, ground.polygon(),
                Surface.in(ground, Material.ASPHALT, asphalt, asphalt, plot.random().nextInt()));
        boolean treed = plot.chance(0.4);
        for (double v = -ground.width() / 2 + 0.5; v + DEPTH < ground.width() / 2; v += 2 * DEPTH + LANE) {
            row(plot, ground, v, share, treed);
            if (v + 2 * DEPTH + LANE <= ground.width() / 2) {
                row(plot, ground, v + DEPTH + LANE, share, false);
            }
        }
    }

    /** A single lane with bays along one edge of a lawn. */
    static void strip(Plot plot, Polygon lawn, double width) {
        int edge = plot.random().nextInt(plot.edges());
        double length = plot.edgeLength(edge) * plot.range(0.4, 0.75);
        Rect ground = plot.beside(edge, plot.edgeLength(edge) * 0.12, 3, length, width);
        if (lawn.contains(ground.polygon()) && plot.out().claim(ground, 0)) {
            fill(plot, ground, 0.6);
        }
    }

    private static void row(Plot plot, Rect ground, double v, double share, boolean treed) {
        double length = ground.length() - 6;
        int bays = (int) (length / BAY);
        Rect bay = ground.part(0, v + DEPTH / 2, bays * BAY, DEPTH);
        plot.out().ground(Layer.PAINT, bay.polygon(), Surface.in(bay, Material.PARKING, 0x68686A, 0xDDDDD8, 0));
        for (int i = 0; i < bays; i++) {
            double u = (i + 0.5 - bays / 2.0) * BAY;
            if (treed && i % 7 == 3) {
                plot.out().tree(Tree.Kind.BROADLEAF, bay.local(u, 0), 2, 6);
            } else {
                plot.out().slot(bay.local(u, 0), -ground.axisY(), ground.axisX(), share, 4.4);
            }
        }
    }
}
