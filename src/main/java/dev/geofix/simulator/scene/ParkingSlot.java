package dev.geofix.simulator.scene;

import dev.geofix.simulator.scene.Surface.Material;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A place where a vehicle may stand; whether one does, and which, depends on the day.
 *
 * @param share of days on which it is taken
 * @param length of the vehicle, metres
 */
public record ParkingSlot(double x, double y, double axisX, double axisY, double share, double length, long seed) {
    private static final int PANE = 0x20262C;

    /** The vehicle that stands here on a day; nothing where none does. */
    public List<Face> vehicle(long day) {
        long draw = PlaceHash.of(seed, day, 0, 71);
        return (draw >>> 11) * 0x1p-53 < share ? faces(PlaceHash.mix(draw)) : List.of();
    }

    /** Cars as body and cabin, lorries as a box with a cab. */
    private List<Face> faces(long kind) {
        SplittableRandom random = new SplittableRandom(kind);
        double turn = 0.06 * (random.nextDouble() - 0.5);
        double dx = axisX - turn * axisY;
        double dy = axisY + turn * axisX;
        Rect place = new Rect(new Point(x, y), dx, dy, length, 1.85)
                .part(0.5 * (random.nextDouble() - 0.5), 0, length * (0.9 + 0.15 * random.nextDouble()), 1.85);
        int color = Palette.pick(random, Palette.CARS);
        CellBuilder out = new CellBuilder(Corridor.river(0), Corridor.railway(0), random);
        if (length > 8) {
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
