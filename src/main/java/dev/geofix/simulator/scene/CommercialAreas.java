package dev.geofix.simulator.scene;

import dev.geofix.simulator.scene.Surface.Material;

/** Halls, yards, tanks and containers; and the big shop with its car park. */
final class CommercialAreas {
    private CommercialAreas() {}

    static void industry(Plot plot) {
        Polygon yard = plot.pave(2, plot.chance(0.6) ? Material.CONCRETE : Material.ASPHALT,
                plot.pick(0x8E8B86, 0x77756F, 0x9F9A90, 0x66676A));
        double angle = plot.direction() + (plot.chance(0.3) ? Math.PI / 2 : 0);
        for (int i = 0; i < 60; i++) {
            double shrink = i < 15 ? 1 : 0.55;
            Rect hall = Rect.at(plot.anywhere(), angle, plot.range(28, 80) * shrink, plot.range(18, 42) * shrink);
            if (yard.contains(hall.grow(3).polygon()) && plot.out().claim(hall, 7)) {
                hall(plot, hall);
            }
        }
        for (int i = 0; i < 10; i++) {
            Rect stack = Rect.at(plot.anywhere(), angle, plot.range(6, 14), plot.range(2.5, 10));
            if (yard.contains(stack.polygon()) && plot.out().claim(stack, 2)) {
                storage(plot, stack);
            }
        }
        for (int i = 0; i < 18; i++) {
            Point p = plot.anywhere();
            if (yard.contains(p) && plot.out().claim(Rect.at(p, angle, 12, 3), 1)) {
                plot.out().slot(p, Math.cos(angle), Math.sin(angle), 0.5, plot.chance(0.4) ? 11 : 4.8);
            }
        }
        plot.scatter(plot.outline().inset(1), Tree.Kind.BROADLEAF, 5, 2.5, 7);
    }

    static void shop(Plot plot) {
        Polygon ground = plot.pave(3, Material.GRASS, plot.pick(Palette.LAWNS));
        double angle = plot.direction();
        Rect frame = Rect.at(plot.outline().center(), angle, 1, 1);
        double scale = Math.sqrt(plot.outline().area());
        double side = plot.chance(0.5) ? 1 : -1;
        Rect shop = frame.part(plot.range(-4, 4), side * scale * 0.22, scale * 0.72, scale * 0.34);
        while (scale > 30 && !ground.contains(shop.polygon())) {
            scale *= 0.85;
            shop = frame.part(0, side * scale * 0.2, scale * 0.72, scale * 0.34);
        }
        if (ground.contains(shop.polygon()) && plot.out().claim(shop, 1)) {
            BuildingStyle style = plot.chance(0.5)
                    ? BuildingStyle.hall(plot.random())
                    : BuildingStyle.block(plot.random());
            double height = plot.range(7, 11);
            Buildings.flat(plot.out(), shop, height, style);
            RoofFittings.flat(plot.out(), shop, height, plot.random());
            Rect annex = shop.part(shop.length() * 0.2, -side * shop.width() / 2, 18, 9);
            Buildings.flat(plot.out(), annex, height - 2.5, style.withRoof(plot.pick(Palette.FLAT_ROOFS)));
        }
        Rect cars = frame.part(0, -side * scale * 0.2, scale * 0.78, scale * 0.4);
        if (ground.contains(cars.polygon()) && plot.out().claim(cars, 0)) {
            CarParks.fill(plot, cars, plot.range(0.35, 0.8));
        }
        plot.scatter(ground, Tree.Kind.BROADLEAF, 20, 2.5, 7);
        plot.avenue(Tree.Kind.BROADLEAF, plot.range(10, 18), 2, 2.4, 7);
    }

    private static void hall(Plot plot, Rect hall) {
        BuildingStyle style = BuildingStyle.hall(plot.random());
        double height = plot.range(6, 13);
        double form = plot.random().nextDouble();
        if (form < 0.4) {
            Buildings.gable(plot.out(), hall, height, hall.width() * plot.range(0.07, 0.14), style);
        } else if (form < 0.55) {
            Buildings.sawtooth(plot.out(), hall, height, 2.6, (int) Math.max(2, hall.length() / 8), style);
        } else {
            Buildings.flat(plot.out(), hall, height, style);
            RoofFittings.flat(plot.out(), hall, height, plot.random());
            int strips = plot.random().nextInt(6);
            for (int i = 0; i < strips; i++) {
                Rect light = hall.part(((i + 0.5) / strips - 0.5) * hall.length() * 0.9, 0, 1.6, hall.width() * 0.7);
                plot.out().box(light, height, height + 0.5, 0xD5DCDD);
            }
        }
    }

    private static void storage(Plot plot, Rect stack) {
        if (plot.chance(0.35)) {
            double radius = Math.min(stack.length(), stack.width()) / 2 + 1;
            int color = plot.pick(0xDADAD5, 0xB9BDBD, 0x9C8468);
            Buildings.cylinder(plot.out(), stack.center(), radius, plot.range(4, 14), color, color);
            return;
        }
        for (double v = -stack.width() / 2 + 1.3; v < stack.width() / 2 - 1.2; v += 2.6) {
            Rect container = stack.part(0, v, Math.min(12, stack.length()), 2.4);
            plot.out().box(container, 0, plot.chance(0.3) ? 5.2 : 2.6,
                    plot.pick(0x9C3B2C, 0x2F5E86, 0x3F7A55, 0xC7832F, 0xB8BAB8, 0x6B3F34));
        }
    }
}
