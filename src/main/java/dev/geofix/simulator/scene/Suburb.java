package dev.geofix.simulator.scene;

import dev.geofix.simulator.scene.Cell.Layer;
import dev.geofix.simulator.scene.Surface.Material;

/** Detached houses in gardens, each on its own lot beside the street. */
final class Suburb {
    private Suburb() {}

    static void furnish(Plot plot) {
        int lawn = plot.pick(Palette.LAWNS);
        Polygon garden = plot.pave(1.8, Material.GRASS, lawn);
        BuildingStyle estate = BuildingStyle.house(plot.random());
        boolean uniform = plot.chance(0.4);
        double setback = plot.range(4, 9);
        double lot = plot.range(14, 22);
        double eaves = plot.range(3, 6);
        for (int edge = 0; edge < plot.edges(); edge++) {
            double along = plot.range(2, 6);
            while (along + lot * 0.8 < plot.edgeLength(edge)) {
                double width = lot * plot.range(0.85, 1.25);
                boolean built = lot(plot, garden, edge, along, width, setback + plot.range(-1.5, 2.5),
                        uniform ? estate : BuildingStyle.house(plot.random()), eaves + plot.range(-0.6, 0.6));
                along += built ? width : 3;
            }
        }
        plot.scatter(garden, Tree.Kind.BROADLEAF, 22, 2.6, 7);
        plot.scatter(garden, Tree.Kind.CONIFER, 8, 1.9, 9);
        plot.scatter(garden, Tree.Kind.SHRUB, 40, 1, 1.8);
        if (plot.chance(0.4)) {
            plot.avenue(Tree.Kind.BROADLEAF, plot.range(9, 16), 1.2, 2.6, 7);
        }
    }

    private static boolean lot(Plot plot, Polygon garden, int edge, double along, double width, double setback,
            BuildingStyle style,
            double eaves) {
        double length = width * plot.range(0.5, 0.72);
        double depth = plot.range(7.5, 11);
        Rect house = plot.beside(edge, along + plot.range(1, 3), setback, length, depth);
        if (!garden.contains(house.polygon()) || !plot.out().claim(house, 1.5)) {
            return false;
        }
        Rect lot = plot.beside(edge, along, 1.8, width, setback + depth + plot.range(8, 16));
        Polygon ground = cut(garden, lot);
        plot.out().ground(Layer.PLOT, ground,
                Surface.in(lot, plot.chance(0.1) ? Material.GRAVEL : Material.GRASS,
                        plot.pick(Palette.LAWNS), 0, plot.random().nextInt()));
        build(plot, house, eaves, style);
        Rect drive = plot.beside(edge, along + 1 + length + 0.8, 0, Math.max(2.6, width * 0.16), setback + 5);
        plot.out().ground(Layer.DETAIL, drive.polygon(),
                Surface.plain(Material.PAVING, plot.pick(0xB0ABA2, 0x8E8A85, 0xA88E7C, 0x6F6F70)));
        plot.out().slot(drive.center(), -drive.axisY(), drive.axisX(), 0.5, 4.4);
        behind(plot, garden, edge, along, width, setback + depth);
        return true;
    }

    private static void build(Plot plot, Rect house, double eaves, BuildingStyle style) {
        double rise = house.width() * plot.range(0.25, 0.5);
        double form = plot.random().nextDouble();
        if (form < 0.3) {
            Buildings.hip(plot.out(), house, eaves, rise, style);
        } else if (form < 0.9) {
            Rect turned = plot.chance(0.25) ? house.turned() : house;
            Buildings.gable(plot.out(), turned, eaves, rise * turned.width() / house.width(), style);
            RoofFittings.pitched(plot.out(), turned, eaves, rise * turned.width() / house.width(), plot.random());
        } else {
            Buildings.flat(plot.out(), house, eaves, BuildingStyle.block(plot.random()));
            RoofFittings.flat(plot.out(), house, eaves, plot.random());
        }
        if (form < 0.9 && plot.chance(0.4)) {
            // The wing's ridge meets the main roof below its own, as on most houses with an L for a plan.
            double side = plot.chance(0.5) ? 0.25 : -0.25;
            Point foot = house.local(side * house.length(), house.width() * 0.4);
            Rect upright = new Rect(foot, -house.axisY(), house.axisX(), house.width() * 0.75,
                    house.length() * 0.42);
            Buildings.gable(plot.out(), upright, eaves - 0.1, upright.width() * 0.4, style);
        }
    }

    private static void behind(Plot plot, Polygon garden, int edge, double along, double width, double from) {
        double kind = plot.random().nextDouble();
        Rect spot = plot.beside(edge, along + plot.range(2, 5), from + plot.range(4, 7), plot.range(6, 10),
                plot.range(3.5, 5));
        if (garden.contains(spot.grow(1).polygon()) && kind < 0.13 && plot.out().claim(spot, 1)) {
            plot.out().ground(Layer.DETAIL, spot.grow(1.3).polygon(),
                    Surface.plain(Material.PAVING, plot.pick(Palette.PAVINGS)));
            Polygon basin = plot.chance(0.3)
                    ? Polygon.ellipse(spot.center(), spot.length() / 2, spot.width() / 2,
                            Math.atan2(spot.axisY(), spot.axisX()), 16)
                    : spot.polygon();
            plot.out().ground(Layer.PAINT, basin,
                    Surface.plain(Material.POOL, plot.pick(0x3FA7C4, 0x58BBD0, 0x2F8FB8)));
        } else if (kind < 0.5) {
            Rect shed = spot.part(0, 0, 3.4, 2.6);
            if (garden.contains(shed.polygon()) && plot.out().claim(shed, 1)) {
                Buildings.gable(plot.out(), shed, 2, 0.8, BuildingStyle.house(plot.random()));
            }
        }
        if (plot.chance(0.6)) {
            Rect terrace = plot.beside(edge, along + width * 0.2, from, width * 0.4, 3.5);
            plot.out().ground(Layer.DETAIL, terrace.polygon(),
                    Surface.plain(Material.PAVING, plot.pick(Palette.PAVINGS)));
        }
        Rect hedge = plot.beside(edge, along + width - 0.4, 3, 0.8, from + 6);
        if (plot.chance(0.5) && garden.contains(hedge.polygon()) && plot.out().claim(hedge, 0)) {
            plot.out().prism(hedge.polygon(), 0, 1.5, 0x3E5530, 0x3E5530, Surface.plain(Material.HEDGE, 0x46602F));
        }
    }

    private static Polygon cut(Polygon garden, Rect lot) {
        Polygon shape = lot.polygon();
        for (int i = 0; i < garden.size() && shape.size() > 0; i++) {
            shape = shape.clipAlong(garden.corner(i), garden.corner(i + 1), 0);
        }
        return shape;
    }
}
