package dev.geofix.simulator.scene;

import dev.geofix.simulator.scene.Cell.Layer;
import dev.geofix.simulator.scene.Surface.Material;

/** Rows of narrow houses wall to wall, with strips of garden behind: places that resemble each other. */
final class Terraces {
    private Terraces() {}

    static void furnish(Plot plot) {
        Polygon garden = plot.pave(2.2, Material.GRASS, plot.pick(Palette.LAWNS));
        double unit = plot.range(5.2, 8.5);
        double depth = plot.range(8.5, 11);
        double setback = plot.range(2.2, 5);
        double eaves = plot.range(5.2, 9);
        BuildingStyle style = BuildingStyle.house(plot.random());
        boolean flat = plot.chance(0.3);
        int first = plot.outline().longestEdge();
        for (int edge = first; edge < first + plot.edges(); edge++) {
            double room = plot.edgeLength(edge % plot.edges()) - 8;
            double along = 4;
            while (along + unit * 3 < room) {
                int houses = (int) Math.min(plot.random().nextInt(4, 11), (room - along) / unit);
                boolean built = row(plot, garden, edge % plot.edges(), along, setback, unit, depth, houses, eaves,
                        style, flat);
                along += built ? houses * unit + plot.range(3, 9) : unit;
            }
        }
        plot.scatter(garden, Tree.Kind.BROADLEAF, 18, 2.2, 6);
        plot.scatter(garden, Tree.Kind.SHRUB, 50, 1, 1.7);
        if (plot.chance(0.6)) {
            plot.avenue(Tree.Kind.BROADLEAF, plot.range(8, 14), 1, 2.3, 7);
        }
    }

    private static boolean row(Plot plot, Polygon garden, int edge, double along, double setback, double unit,
            double depth, int houses, double eaves, BuildingStyle style, boolean flat) {
        Rect whole = plot.beside(edge, along, setback, unit * houses, depth);
        if (houses < 2 || !garden.contains(whole.polygon()) || !plot.out().claim(whole, 2)) {
            return false;
        }
        double rise = depth * plot.range(0.3, 0.45);
        for (int i = 0; i < houses; i++) {
            Rect house = plot.beside(edge, along + i * unit, setback, unit, depth);
            int roof = Palette.vary(plot.random(), style.roof(), plot.chance(0.2) ? 0.35 : 0.08);
            if (flat) {
                BuildingStyle own = new BuildingStyle(style.wall(), style.windows(), Material.FLAT_ROOF,
                        plot.chance(0.3) ? plot.pick(Palette.FLAT_ROOFS) : 0xA9A7A2, 0xD4D2CC, style.seed() + i);
                Buildings.flat(plot.out(), house, eaves + plot.range(-0.3, 0.3), own);
                RoofFittings.flat(plot.out(), house, eaves, plot.random());
            } else {
                Buildings.gable(plot.out(), house, eaves, rise, style.withRoof(roof));
                RoofFittings.pitched(plot.out(), house, eaves, rise, plot.random());
            }
            strip(plot, garden, edge, along + i * unit, setback + depth, unit);
            plot.out().slot(plot.beside(edge, along + i * unit, -1.4, unit, 0.1).center(), house.axisX(),
                    house.axisY(), 0.45, 4.3);
        }
        return true;
    }

    private static void strip(Plot plot, Polygon garden, int edge, double along, double from, double unit) {
        Rect strip = plot.beside(edge, along, from, unit, plot.range(7, 12));
        if (garden.contains(strip.polygon())) {
            Material material = plot.chance(0.3) ? Material.PAVING : Material.GRASS;
            int color = material == Material.PAVING ? plot.pick(Palette.PAVINGS) : plot.pick(Palette.LAWNS);
            plot.out().ground(Layer.DETAIL, strip.polygon(),
                    Surface.in(strip, material, color, color, plot.random().nextInt()));
            Rect shed = strip.part(0, strip.width() / 2 - 1.3, 2.4, 2);
            if (plot.chance(0.35) && plot.out().claim(shed, 0)) {
                plot.out().box(shed, 0, 2.2, plot.pick(0x7A6450, 0x8C8C88, 0x6F7A63, 0x9A5B48));
            }
        }
    }
}
