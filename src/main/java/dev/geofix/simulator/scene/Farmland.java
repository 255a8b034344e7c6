package dev.geofix.simulator.scene;

import dev.geofix.simulator.scene.Cell.Layer;
import dev.geofix.simulator.scene.Surface.Material;

/** Ploughed and planted strips, orchards, allotments and fields of solar panels. */
final class Farmland {
    private static final int[] CROPS = {0x6F8A3E, 0x8A9A4A, 0xB39B5C, 0xC4AE70, 0x55743A, 0x9AA35A, 0x7F6E4C, 0x927A58};

    private Farmland() {}

    static void fields(Plot plot) {
        Polygon rest = plot.pave(1.5, Material.MEADOW, plot.pick(0x7A8048, 0x6B7540, 0x8C8A55));
        Rect frame = Rect.at(plot.outline().center(), plot.direction() + (plot.chance(0.4) ? Math.PI / 2 : 0), 1, 1);
        double v = -200;
        while (v < 200 && rest.size() > 0) {
            double width = plot.range(18, 80);
            Point low = frame.local(0, v);
            Point high = frame.local(0, v + width - 1.5);
            Polygon strip = rest.clip(low, -frame.axisY(), frame.axisX()).clip(high, frame.axisY(), -frame.axisX());
            boolean bare = plot.chance(0.3);
            int color = bare ? plot.pick(0x8A7354, 0x9C8563, 0x756250) : plot.pick(CROPS);
            plot.out().ground(Layer.DETAIL, strip, new Surface(bare ? Material.SOIL : Material.CROP, color,
                    Palette.darker(color), low.x(), low.y(), frame.axisX(), frame.axisY(), 0, plot.range(0.8, 3.5),
                    plot.random().nextInt()));
            if (plot.chance(0.3)) {
                hedgerow(plot, frame, v + width);
            }
            v += width;
        }
        Rect farm = Rect.at(plot.outline().center(), plot.direction(), 24, 12);
        if (plot.chance(0.3) && plot.out().claim(farm, 6)) {
            Buildings.gable(plot.out(), farm, 4, 3.5, BuildingStyle.house(plot.random()));
            Rect barn = farm.part(4, 20, 30, 14);
            if (plot.outline().contains(barn.polygon()) && plot.out().claim(barn, 2)) {
                Buildings.gable(plot.out(), barn, 5, 3, BuildingStyle.hall(plot.random()));
            }
            plot.out().ground(Layer.PAINT, farm.grow(9).polygon(), Surface.plain(Material.GRAVEL, 0xA89C88));
        }
    }

    static void orchard(Plot plot) {
        Polygon ground = plot.pave(1, Material.MEADOW, plot.pick(0x8A8A52, 0xA89A70, 0x77803F));
        Rect frame = Rect.at(plot.outline().center(), plot.direction(), 1, 1);
        double rows = plot.range(5, 8);
        double trees = plot.range(3.5, 6);
        for (double v = -150; v < 150; v += rows) {
            for (double u = -150; u < 150; u += trees) {
                Point p = frame.local(u, v);
                if (ground.contains(p) && plot.chance(0.94)) {
                    plot.out().tree(Tree.Kind.BROADLEAF, p, 1.7, 4);
                }
            }
        }
    }

    static void allotments(Plot plot) {
        Polygon ground = plot.pave(1, Material.GRAVEL, plot.pick(0xA39A86, 0x948B78));
        Rect frame = Rect.at(plot.outline().center(), plot.direction(), 1, 1);
        for (double v = -150; v < 150; v += 13) {
            for (double u = -150; u < 150; u += 18) {
                Rect garden = frame.part(u, v, 16.6, 11);
                if (!ground.contains(garden.polygon())) {
                    continue;
                }
                plot.out().ground(Layer.DETAIL, garden.polygon(), Surface.in(garden, plot.chance(0.5)
                        ? Material.CROP
                        : Material.GRASS, plot.pick(CROPS), plot.pick(CROPS), plot.random().nextInt()));
                Rect bed = garden.part(plot.range(-3, 3), plot.range(-2, 2), plot.range(4, 8), plot.range(3, 6));
                plot.out().ground(Layer.PAINT, bed.polygon(),
                        Surface.plain(Material.SOIL, plot.pick(0x6B543E, 0x5A6B36)));
                Rect shed = garden.part(plot.range(-5, 5), plot.range(-3, 3), 3.5, 2.8);
                if (plot.chance(0.7) && plot.out().claim(shed, 0)) {
                    Buildings.gable(plot.out(), shed, 2.2, 0.9, BuildingStyle.house(plot.random()));
                }
                plot.out().tree(Tree.Kind.BROADLEAF, garden.local(plot.range(-7, 7), plot.range(-4, 4)), 1.7, 4);
                plot.out().tree(Tree.Kind.SHRUB, garden.local(plot.range(-7, 7), plot.range(-4, 4)), 0.9, 1.5);
            }
        }
    }

    static void solarFarm(Plot plot) {
        Polygon ground = plot.pave(1, Material.MEADOW, plot.pick(0x7F8450, 0x959060));
        for (double y = ground.bounds().minY(); y < ground.bounds().maxY(); y += 7) {
            for (double x = ground.bounds().minX(); x < ground.bounds().maxX(); x += 22) {
                Rect table = Rect.at(new Point(x, y), 0, 20.5, 3.6);
                if (ground.inset(4).contains(table.polygon()) && plot.out().claim(table, 0)) {
                    Point a = table.local(-10.2, -1.8);
                    Point b = table.local(10.2, 1.8);
                    plot.out().solid(Surface.in(table, Material.SOLAR, 0x1B2742, 0x55637A, 0), a.x(), a.y(), 2.2, b.x(),
                            a.y(), 2.2, b.x(), b.y(), 0.8, a.x(), b.y(), 0.8);
                }
            }
        }
    }

    private static void hedgerow(Plot plot, Rect frame, double v) {
        for (double u = -170; u < 170; u += plot.range(3, 6)) {
            Point p = frame.local(u, v);
            if (plot.outline().inset(3).contains(p)) {
                plot.out().tree(plot.chance(0.6) ? Tree.Kind.SHRUB : Tree.Kind.BROADLEAF, p, 2, 5);
            }
        }
    }
}
