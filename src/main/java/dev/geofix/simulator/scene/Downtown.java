package dev.geofix.simulator.scene;

import dev.geofix.simulator.scene.Cell.Layer;
import dev.geofix.simulator.scene.Surface.Material;

/** Blocks built along their edges round a court, and single towers on plazas. */
final class Downtown {
    private Downtown() {}

    static void perimeter(Plot plot) {
        boolean green = plot.chance(0.5);
        Polygon court = plot.pave(3, green ? Material.GRASS : Material.CONCRETE,
                green ? plot.pick(Palette.LAWNS) : plot.pick(0x8C8A86, 0xA19C94, 0x77736E));
        double depth = plot.range(11, 16);
        double height = plot.range(11, 24);
        Polygon kerb = plot.outline().inset(2.9);
        for (int edge = 0; edge < plot.edges(); edge++) {
            double along = 3.2;
            while (along + 8 < plot.edgeLength(edge)) {
                double width = Math.min(plot.range(11, 28), plot.edgeLength(edge) - 3.2 - along);
                Rect house = plot.beside(edge, along, 3.1, width, depth);
                if (kerb.contains(house.polygon()) && plot.out().claim(house.grow(-0.1), 0)) {
                    raise(plot, house, height * plot.range(0.75, 1.25));
                    along += width + (plot.chance(0.1) ? 6 : 0);
                } else {
                    along += 2;
                }
            }
        }
        back(plot, court, depth);
        if (plot.chance(0.7)) {
            plot.avenue(Tree.Kind.BROADLEAF, plot.range(8, 14), 1.2, 2.4, 8);
        }
    }

    static void towers(Plot plot) {
        Polygon plaza = plot.pave(3, Material.PAVING, plot.pick(Palette.PAVINGS));
        for (int i = 0; i < 40; i++) {
            Rect tower = Rect.at(plot.anywhere(), plot.direction(), plot.range(18, 36), plot.range(15, 26));
            if (plaza.contains(tower.grow(3).polygon()) && plot.out().claim(tower, 11)) {
                BuildingStyle style = BuildingStyle.block(plot.random());
                double height = plot.range(26, 58);
                Rect podium = tower.grow(plot.range(2, 5));
                if (plaza.contains(podium.polygon())) {
                    Buildings.flat(plot.out(), podium, plot.range(4, 8), style);
                }
                Buildings.flat(plot.out(), tower, height, style);
                Rect crown = tower.part(0, 0, tower.length() * 0.5, tower.width() * 0.5);
                Buildings.flat(plot.out(), crown, height + 4, style);
                RoofFittings.flat(plot.out(), tower, height, plot.random());
            }
        }
        for (int i = 0; i < 12; i++) {
            Polygon bed = Rect.at(plot.anywhere(), plot.direction(), plot.range(8, 25), plot.range(5, 12)).polygon();
            if (plaza.contains(bed)) {
                plot.out().ground(Layer.DETAIL, bed, Surface.plain(Material.GRASS, plot.pick(Palette.LAWNS)));
                plot.scatter(bed, Tree.Kind.BROADLEAF, 60, 2.4, 7);
            }
        }
        plot.avenue(Tree.Kind.BROADLEAF, 10, 2, 2.5, 8);
    }

    private static void raise(Plot plot, Rect house, double height) {
        double form = plot.random().nextDouble();
        if (form < 0.5) {
            Buildings.flat(plot.out(), house, height, BuildingStyle.block(plot.random()));
            RoofFittings.flat(plot.out(), house, height, plot.random());
        } else if (form < 0.85) {
            BuildingStyle style = BuildingStyle.house(plot.random());
            Buildings.gable(plot.out(), house, height, house.width() * plot.range(0.25, 0.42), style);
            RoofFittings.pitched(plot.out(), house, height, house.width() * 0.3, plot.random());
        } else {
            Buildings.hip(plot.out(), house, height, Math.min(house.length(), house.width()) * 0.3,
                    BuildingStyle.house(plot.random()));
        }
    }

    private static void back(Plot plot, Polygon court, double depth) {
        Polygon yard = court.inset(depth + 1);
        if (yard.size() == 0) {
            return;
        }
        for (int i = 0; i < 4; i++) {
            Rect shed = Rect.at(plot.anywhere(), plot.direction(), plot.range(8, 18), plot.range(5, 9));
            if (yard.contains(shed.polygon()) && plot.out().claim(shed, 2)) {
                Buildings.flat(plot.out(), shed, plot.range(3, 6), BuildingStyle.block(plot.random()));
            }
        }
        plot.scatter(yard, Tree.Kind.BROADLEAF, 35, 2.8, 9);
        for (int i = 0; i < 8; i++) {
            Point p = plot.anywhere();
            if (yard.contains(p)) {
                plot.out().slot(p, Math.cos(plot.direction()), Math.sin(plot.direction()), 0.5, 4.3);
            }
        }
    }
}
