package dev.geofix.simulator.scene;

import dev.geofix.simulator.scene.Surface.Material;
import java.util.SplittableRandom;

/** What stands on roofs: chimneys, roof windows, solar panels, ventilation, stair heads. */
final class RoofFittings {
    private RoofFittings() {}

    static void pitched(CellBuilder out, Rect base, double eaves, double rise, SplittableRandom random) {
        if (random.nextDouble() < 0.7) {
            double u = (random.nextDouble() - 0.5) * 0.7 * base.length();
            Rect stack = base.part(u, (random.nextDouble() - 0.5) * 0.3 * base.width(), 0.9, 0.7);
            out.box(stack, eaves, eaves + rise + 0.9, Palette.pick(random, 0x8A5A48, 0x9C9890, 0x6B4A40));
        }
        double side = random.nextDouble() < 0.5 ? -1 : 1;
        if (random.nextDouble() < 0.22) {
            double length = base.length() * (0.35 + 0.4 * random.nextDouble());
            panel(out, base, eaves, rise, side, 0.25, 0.8, -length / 2, length / 2, Material.SOLAR, 0x1D2A44);
        }
        int windows = random.nextInt(4);
        for (int i = 0; i < windows; i++) {
            double u = ((i + 0.5) / windows - 0.5) * 0.8 * base.length();
            panel(out, base, eaves, rise, -side, 0.4, 0.65, u - 0.5, u + 0.5, Material.GLASS, 0x4E5F6C);
        }
    }

    static void flat(CellBuilder out, Rect base, double height, SplittableRandom random) {
        double area = base.length() * base.width();
        if (area > 150) {
            Rect stairs = inside(base, 5, 3.5, random);
            out.box(stairs, height, height + 2.6, Palette.pick(random, Palette.FLAT_ROOFS));
        }
        if (random.nextDouble() < 0.3 && area > 120) {
            solarField(out, base, height, random);
        }
        if (random.nextDouble() < 0.3) {
            Rect light = inside(base, base.length() * 0.3, base.width() * 0.25, random);
            out.box(light, height, height + 0.6, 0xB8C4C8);
            out.solid(Surface.in(light, Material.GLASS, 0x7C98A4, 0xC8D2D6, 0), corners(light, height + 0.7));
        }
        int units = (int) Math.min(12, area / 70 * random.nextDouble() * 2);
        double row = (random.nextDouble() - 0.5) * 0.6 * base.width();
        for (int i = 0; i < units; i++) {
            Rect unit = random.nextBoolean()
                    ? inside(base, 1 + 2 * random.nextDouble(), 1 + random.nextDouble(), random)
                    : base.part((i - units / 2.0) * 2.3, row, 1.5, 1.2);
            if (base.grow(-0.6).polygon().contains(unit.polygon())) {
                out.box(unit, height, height + 0.8 + random.nextDouble(), Palette.pick(random, 0xD6D8D8, 0xA6A9AA));
            }
        }
    }

    private static void solarField(CellBuilder out, Rect base, double height, SplittableRandom random) {
        Rect field = inside(base, base.length() * 0.5, base.width() * 0.6, random);
        for (double v = -field.width() / 2 + 1; v < field.width() / 2 - 0.5; v += 2.1) {
            Rect row = field.part(0, v, field.length(), 1.4);
            out.solid(Surface.in(row, Material.SOLAR, 0x1B2740, 0x55637A, 0), corners(row, height + 0.4));
        }
    }

    private static Rect inside(Rect base, double length, double width, SplittableRandom random) {
        double u = (random.nextDouble() - 0.5) * Math.max(0, base.length() - length - 2);
        double v = (random.nextDouble() - 0.5) * Math.max(0, base.width() - width - 2);
        return base.part(u, v, Math.min(length, base.length() * 0.8), Math.min(width, base.width() * 0.8));
    }

    private static double[] corners(Rect rect, double height) {
        double[] xyz = new double[12];
        Polygon outline = rect.polygon();
        for (int i = 0; i < 4; i++) {
            xyz[3 * i] = outline.corner(i).x();
            xyz[3 * i + 1] = outline.corner(i).y();
            xyz[3 * i + 2] = height;
        }
        return xyz;
    }

    /** A sheet a hand above one slope of a gable roof, between two shares of its height. */
    private static void panel(CellBuilder out, Rect base, double eaves, double rise, double side, double low,
            double high, double fromU, double toU, Material material, int color) {
        double near = side * base.width() / 2 * (1 - high);
        double far = side * base.width() / 2 * (1 - low);
        double bottom = eaves + rise * low + 0.15;
        double top = eaves + rise * high + 0.15;
        Point a = base.local(side > 0 ? toU : fromU, far);
        Point b = base.local(side > 0 ? fromU : toU, far);
        Point c = base.local(side > 0 ? fromU : toU, near);
        Point d = base.local(side > 0 ? toU : fromU, near);
        out.solid(Surface.in(base, material, color, 0x6A7890, 0), a.x(), a.y(), bottom, b.x(), b.y(), bottom, c.x(),
                c.y(), top, d.x(), d.y(), top);
    }
}
