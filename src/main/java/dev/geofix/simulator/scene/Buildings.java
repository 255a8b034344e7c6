package dev.geofix.simulator.scene;

import dev.geofix.simulator.scene.Surface.Material;

/** Roof forms over a rectangle: ridge, hips and edges as faces. The ridge runs along the rectangle's axis. */
final class Buildings {
    private static final double EAVES_OVERHANG = 0.45;

    private Buildings() {}

    static void flat(CellBuilder out, Rect base, double height, BuildingStyle style) {
        out.prism(base.polygon(), 0, height, style.wall(), style.windows(),
                Surface.in(base, style.cover(), style.roof(), style.accent(), style.seed()));
    }

    static void gable(CellBuilder out, Rect base, double eaves, double rise, BuildingStyle style) {
        walls(out, base, eaves, style);
        Rect roof = base.grow(EAVES_OVERHANG);
        double u = roof.length() / 2;
        double v = roof.width() / 2;
        slope(out, roof, style, eaves, eaves + rise, -u, -v, u, -v, u, 0, -u, 0);
        slope(out, roof, style, eaves, eaves + rise, u, v, -u, v, -u, 0, u, 0);
        double top = eaves + rise * base.width() / roof.width();
        for (int end = -1; end <= 1; end += 2) {
            Point a = base.local(end * base.length() / 2, -end * base.width() / 2);
            Point b = base.local(end * base.length() / 2, end * base.width() / 2);
            Point peak = base.local(end * base.length() / 2, 0);
            out.solid(Surface.plain(Material.PLAIN, style.wall()), a.x(), a.y(), eaves, b.x(), b.y(), eaves, peak.x(),
                    peak.y(), top);
        }
    }

    static void hip(CellBuilder out, Rect base, double eaves, double rise, BuildingStyle style) {
        if (base.length() < base.width()) {
            hip(out, base.turned(), eaves, rise, style);
            return;
        }
        walls(out, base, eaves, style);
        Rect roof = base.grow(EAVES_OVERHANG);
        double u = roof.length() / 2;
        double v = roof.width() / 2;
        double ridge = Math.max(0.2, u - v);
        double top = eaves + rise;
        slope(out, roof, style, eaves, top, -u, -v, u, -v, ridge, 0, -ridge, 0);
        slope(out, roof, style, eaves, top, u, v, -u, v, -ridge, 0, ridge, 0);
        hipEnd(out, roof.turned(), style, eaves, top, ridge);
        Rect opposite = new Rect(roof.center(), -roof.axisX(), -roof.axisY(), roof.length(), roof.width());
        hipEnd(out, opposite.turned(), style, eaves, top, ridge);
    }

    /** A row of one-sided slopes with upright glass between them, as on old workshops. */
    static void sawtooth(CellBuilder out, Rect base, double eaves, double rise, int teeth, BuildingStyle style) {
        walls(out, base, eaves, style);
        double step = base.length() / teeth;
        double v = base.width() / 2;
        for (int i = 0; i < teeth; i++) {
            double from = -base.length() / 2 + i * step;
            Point a = base.local(from, -v);
            Point b = base.local(from + step, -v);
            Point c = base.local(from + step, v);
            Point d = base.local(from, v);
            Surface roof = Surface.in(base.turned(), style.cover(), style.roof(), style.accent(), style.seed());
            out.solid(roof, a.x(), a.y(), eaves, b.x(), b.y(), eaves + rise, c.x(), c.y(), eaves + rise, d.x(), d.y(),
                    eaves);
            out.solid(Surface.plain(Material.GLASS, 0x6F8791), b.x(), b.y(), eaves, c.x(), c.y(), eaves, c.x(), c.y(),
                    eaves + rise, b.x(), b.y(), eaves + rise);
        }
    }

    /** A round tank or tower. */
    static void cylinder(CellBuilder out, Point center, double radius, double height, int color, int top) {
        out.prism(Polygon.ellipse(center, radius, radius, 0, 18), 0, height, color, color,
                Surface.in(Rect.at(center, 0, 2 * radius, 2 * radius), Material.PLAIN, top, top, 0));
    }

    private static void walls(CellBuilder out, Rect base, double height, BuildingStyle style) {
        Polygon outline = base.polygon();
        for (int i = 0; i < 4; i++) {
            out.wall(outline.corner(i), outline.corner(i + 1), 0, height, style.wall(), style.windows());
        }
    }

    private static void hipEnd(CellBuilder out, Rect across, BuildingStyle style, double eaves, double top,
            double ridge) {
        double u = across.length() / 2;
        double v = across.width() / 2;
        Point a = across.local(-u, -v);
        Point b = across.local(u, -v);
        Point peak = across.local(0, -ridge);
        out.solid(Surface.in(across, style.cover(), style.roof(), style.accent(), style.seed()), a.x(), a.y(), eaves,
                b.x(), b.y(), eaves, peak.x(), peak.y(), top);
    }

    /** Two corners at the eaves, two at the ridge, each as u, v in the roof's frame. */
    private static void slope(CellBuilder out, Rect roof, BuildingStyle style, double eaves, double top, double... uv) {
        double[] xyz = new double[12];
        for (int i = 0; i < 4; i++) {
            Point corner = roof.local(uv[2 * i], uv[2 * i + 1]);
            xyz[3 * i] = corner.x();
            xyz[3 * i + 1] = corner.y();
            xyz[3 * i + 2] = i < 2 ? eaves : top;
        }
        out.solid(Surface.in(roof, style.cover(), style.roof(), style.accent(), style.seed()), xyz);
    }
}
