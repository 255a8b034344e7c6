package dev.geofix.simulator.scene;

import java.util.List;
import java.util.SplittableRandom;

/** Cars as body and cabin, lorries as a box with a cab. */
public final class Vehicles {
    private static final int PANE = 0x20262C;

    private Vehicles() {}

    public static List<Face> faces(Slot slot, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double turn = 0.06 * (random.nextDouble() - 0.5);
        double dx = slot.axisX() - turn * slot.axisY();
        double dy = slot.axisY() + turn * slot.axisX();
        Rect place = new Rect(new Point(slot.x(), slot.y()), dx, dy, slot.length(), 1.85)
                .part(0.5 * (random.nextDouble() - 0.5), 0, slot.length() * (0.9 + 0.15 * random.nextDouble()), 1.85);
        int color = Palette.pick(random, Palette.CARS);
        CellBuilder out = new CellBuilder(Corridor.river(0), Corridor.railway(0), random);
        if (slot.length() > 8) {
            out.box(place.part(-1.2, 0, place.length() - 3, 2.5), 0.5, 3.4, color);
            out.box(place.part(place.length() / 2 - 1.2, 0, 2.2, 2.4), 0.3, 2.9, Palette.pick(random, Palette.CARS));
        } else {
            out.box(place, 0.25, 0.9, color);
            Rect cabin = place.part(-0.25, 0, place.length() * 0.52, 1.6);
            out.prism(cabin.polygon(), 0.9, 1.45, PANE, PANE, Surface.plain(Material.PLAIN, PANE));
            out.prism(cabin.part(-0.05, 0, cabin.length() * 0.72, 1.5).polygon(), 1.4, 1.5, color, color,
                    Surface.plain(Material.PLAIN, color));
        }
        return out.solids();
    }
}
