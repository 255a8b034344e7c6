package dev.geofix.simulator.scene;

import dev.geofix.simulator.scene.Cell.Layer;
import dev.geofix.simulator.scene.Surface.Material;

/** Large buildings of several wings on lawns with paths and plazas. */
final class Campus {
    private Campus() {}

    static void furnish(Plot plot) {
        Polygon lawn = plot.pave(2.5, Material.GRASS, plot.pick(Palette.LAWNS));
        BuildingStyle style = BuildingStyle.block(plot.random());
        for (int i = 0; i < 60; i++) {
            double scale = i < 20 ? 1 : 0.65;
            Rect site = Rect.at(plot.anywhere(), plot.direction() + (plot.chance(0.2) ? 0.6 : 0),
                    scale * plot.range(38, 85), scale * plot.range(32, 60));
            if (lawn.contains(site.polygon()) && plot.out().claim(site.grow(-2), 6)) {
                Polygon plaza = site.grow(3).polygon();
                plot.out().ground(Layer.DETAIL, plaza,
                        Surface.in(site, Material.PAVING, plot.pick(Palette.PAVINGS), 0, plot.random().nextInt()));
                complex(plot, site, plot.chance(0.6) ? style : BuildingStyle.block(plot.random()));
            }
        }
        for (int i = 0; i < 5; i++) {
            walk(plot, lawn);
        }
        CarParks.strip(plot, lawn, 17);
        plot.scatter(lawn, Tree.Kind.BROADLEAF, 55, 3.2, 9);
        plot.scatter(lawn, Tree.Kind.CONIFER, 12, 2.2, 11);
        plot.avenue(Tree.Kind.BROADLEAF, 9, 1.4, 2.8, 9);
    }

    /** Wings along some of the four sides of the site: bars, L, U, and rings round a court. */
    private static void complex(Plot plot, Rect site, BuildingStyle style) {
        double depth = plot.range(11, 17);
        double height = plot.range(8, 26);
        int sides = plot.random().nextInt(1, 16);
        double l = site.length() - 4;
        double w = site.width() - 4;
        wing(plot, (sides & 1) != 0, site.part(0, -(w - depth) / 2, l, depth), height, style);
        wing(plot, (sides & 2) != 0, site.part((l - depth) / 2, 0, depth, w), height + plot.range(-4, 6), style);
        wing(plot, (sides & 4) != 0, site.part(0, (w - depth) / 2, l, depth), height + plot.range(-4, 3), style);
        wing(plot, (sides & 8) != 0, site.part(-(l - depth) / 2, 0, depth, w), height, style);
        if (plot.chance(0.3)) {
            Point corner = site.local((l - depth) / 2, (w - depth) / 2);
            Buildings.cylinder(plot.out(), corner, depth * 0.7, height + 4, style.wall(), style.roof());
        }
        Rect court = site.part(0, 0, Math.max(2, l - 2 * depth - 8), Math.max(2, w - 2 * depth - 8));
        plot.out().ground(Layer.PAINT, court.polygon(), Surface.plain(Material.GRASS, plot.pick(Palette.LAWNS)));
        if (plot.chance(0.25)) {
            Polygon pond = Polygon.ellipse(court.center(), court.length() * 0.3, court.width() * 0.3, 0, 20);
            plot.out().ground(Layer.PAINT, pond, Surface.plain(Material.POOL, 0x5B8E97));
        }
    }

    private static void wing(Plot plot, boolean built, Rect wing, double height, BuildingStyle style) {
        if (built) {
            Buildings.flat(plot.out(), wing, Math.max(5, height), style);
            RoofFittings.flat(plot.out(), wing, Math.max(5, height), plot.random());
        }
    }

    private static void walk(Plot plot, Polygon lawn) {
        Point a = plot.anywhere();
        Point b = plot.anywhere();
        Rect path = Rect.at(a.towards(b, 0.5), Math.atan2(b.y() - a.y(), b.x() - a.x()), a.distance(b), 2.6);
        if (lawn.contains(path.polygon())) {
            plot.out().ground(Layer.DETAIL, path.polygon(), Surface.plain(Material.PAVING, 0xBDB7AB));
        }
    }
}
