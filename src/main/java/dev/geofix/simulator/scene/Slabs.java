package dev.geofix.simulator.scene;

import dev.geofix.simulator.scene.Cell.Layer;
import dev.geofix.simulator.scene.Surface.Material;

/** Parallel blocks of flats on shared lawns. */
final class Slabs {
    private Slabs() {}

    static void furnish(Plot plot) {
        Polygon lawn = plot.pave(2.5, Material.GRASS, plot.pick(Palette.LAWNS));
        BuildingStyle style = BuildingStyle.block(plot.random());
        double angle = plot.direction() + (plot.chance(0.5) ? Math.PI / 2 : plot.range(-0.3, 0.3));
        double length = plot.range(28, 62);
        double depth = plot.range(10, 13);
        double height = plot.range(9, 30);
        double pitch = depth + Math.max(16, height * 0.8);
        boolean gabled = height < 15 && plot.chance(0.5);
        BuildingStyle house = BuildingStyle.house(plot.random());
        Rect frame = Rect.at(lawn.size() == 0 ? plot.outline().center() : lawn.center(), angle, 1, 1);
        for (double v = -150; v <= 150; v += pitch) {
            for (double u = -170; u <= 170; u += length + 9) {
                Rect slab = frame.part(u + plot.range(-3, 3), v, length * plot.range(0.85, 1), depth);
                if (!lawn.contains(slab.grow(1.5).polygon())) {
                    // At the border there is room for a short one, if at all.
                    slab = slab.part(plot.range(-0.25, 0.25) * length, 0, length * 0.5, depth);
                }
                if (!lawn.contains(slab.grow(1.5).polygon()) || !plot.out().claim(slab, 3)) {
                    continue;
                }
                if (gabled) {
                    Buildings.gable(plot.out(), slab, height, depth * 0.3, house);
                } else {
                    Buildings.flat(plot.out(), slab, height, style);
                    RoofFittings.flat(plot.out(), slab, height, plot.random());
                }
                path(plot, lawn, slab, depth);
            }
        }
        CarParks.strip(plot, lawn, 16);
        plot.scatter(lawn, Tree.Kind.BROADLEAF, 38, 3, 9);
        plot.scatter(lawn, Tree.Kind.SHRUB, 30, 1.2, 2);
        plot.avenue(Tree.Kind.BROADLEAF, plot.range(9, 15), 1.4, 2.7, 8);
    }

    private static void path(Plot plot, Polygon lawn, Rect slab, double depth) {
        Rect walk = slab.part(0, depth / 2 + 2, slab.length() + 8, 1.8);
        if (lawn.contains(walk.polygon())) {
            plot.out().ground(Layer.DETAIL, walk.polygon(), Surface.plain(Material.PAVING, 0xB5B0A6));
        }
        Rect playground = slab.part(slab.length() * 0.2, -depth / 2 - 7, 9, 6);
        if (plot.chance(0.3) && lawn.contains(playground.polygon())) {
            plot.out().ground(Layer.DETAIL, playground.polygon(),
                    Surface.plain(Material.SAND, plot.pick(0xCDB88A, 0xA65B45, 0x6F8FA0)));
        }
    }
}
