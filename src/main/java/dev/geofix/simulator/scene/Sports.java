package dev.geofix.simulator.scene;

import dev.geofix.simulator.scene.Cell.Layer;
import dev.geofix.simulator.scene.Surface.Material;

/** Pitches, a running track, courts and the club house. */
final class Sports {
    private Sports() {}

    static void furnish(Plot plot) {
        Polygon lawn = plot.pave(2.5, Material.GRASS, plot.pick(Palette.LAWNS));
        double angle = plot.direction();
        for (int i = 0; i < 24; i++) {
            Rect field = Rect.at(i == 0 ? plot.outline().center() : plot.anywhere(), angle + (i % 2) * Math.PI / 2,
                    plot.range(90, 105) * (i < 10 ? 1 : 0.6), plot.range(58, 68) * (i < 10 ? 1 : 0.6));
            Rect oval = field.grow(14);
            if (i < 2 && lawn.contains(oval.polygon()) && plot.chance(0.6) && plot.out().claim(oval, 2)) {
                track(plot, field);
                pitch(plot, field.grow(-4));
            } else if (lawn.contains(field.polygon()) && plot.out().claim(field, 4)) {
                pitch(plot, field);
            }
        }
        int court = plot.pick(0xA65A3C, 0x3F6B8C, 0x4A7A5A, 0xB0603F);
        for (int i = 0; i < 25; i++) {
            Rect pair = Rect.at(plot.anywhere(), angle, 34, 17 * plot.random().nextInt(1, 4));
            if (lawn.contains(pair.polygon()) && plot.out().claim(pair, 3)) {
                courts(plot, pair, court);
            }
        }
        for (int i = 0; i < 8; i++) {
            Rect club = Rect.at(plot.anywhere(), angle, plot.range(20, 48), plot.range(12, 26));
            if (lawn.contains(club.polygon()) && plot.out().claim(club, 4)) {
                Buildings.gable(plot.out(), club, plot.range(4, 9), 2.2, BuildingStyle.hall(plot.random()));
                break;
            }
        }
        CarParks.strip(plot, lawn, 17);
        plot.scatter(lawn, Tree.Kind.BROADLEAF, 35, 3, 9);
        plot.avenue(Tree.Kind.COLUMN, 7, 3, 1.6, 12);
    }

    private static void pitch(Plot plot, Rect field) {
        plot.out().ground(Layer.PAINT, field.polygon(), Surface.in(field, Material.PITCH,
                plot.pick(0x4F8040, 0x5F8F45, 0x3F7A4A, 0x6B9150), 0xE8EEE6, plot.random().nextInt()));
    }

    private static void track(Plot plot, Rect field) {
        Surface lanes = Surface.in(field, Material.TRACK, plot.pick(0xA8523A, 0x9C5A46, 0x3F6FA0), 0xD8CFC8, 0);
        double radius = field.width() / 2 + 8;
        Rect straight = field.part(0, 0, field.length() - 10, 2 * radius);
        plot.out().ground(Layer.DETAIL, straight.polygon(), lanes);
        for (int end = -1; end <= 1; end += 2) {
            Point center = field.local(end * straight.length() / 2, 0);
            plot.out().ground(Layer.DETAIL, Polygon.ellipse(center, radius, radius, 0, 40), lanes);
        }
    }

    private static void courts(Plot plot, Rect pair, int color) {
        plot.out().ground(Layer.DETAIL, pair.grow(1).polygon(), Surface.plain(Material.CONCRETE, 0x6E8A70));
        int count = (int) Math.round(pair.width() / 17);
        for (int i = 0; i < count; i++) {
            Rect court = pair.part(0, (i + 0.5 - count / 2.0) * 17, 24, 11);
            plot.out().ground(Layer.PAINT, court.polygon(), Surface.in(court, Material.PITCH, color, 0xF0F0EC, 7));
        }
    }
}
