package dev.geofix.locate;

import dev.geofix.image.PhotoMetadata;
import dev.geofix.image.RgbImage;
import dev.geofix.image.Warp;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which square of the photo is shown to the network, and how it is turned. A tile is a square with north up and a known side on the
 * ground, so the closer the photo comes to that, the less is left for the network to bridge:
 *
 * <ul>
 * <li>a known heading turns the photo north-up;
 * <li>a known height and focal length give the ground size of a pixel, and with it the square whose side is a tile's. A camera that
 * looks far off straight down sees no square at all, so there the size is not used;
 * <li>what is unknown stays as it is: the largest square in the middle, and several turns instead of one.
 * </ul>
 *
 * @param side of the square, photo pixels
 * @param sideMeters the same on the ground, where known
 * @param northUpDegrees clockwise turn of the square on the photo that puts north up; absent without a heading
 * @param turns further turns, degrees clockwise, each of which is asked for
 */
record QueryView(double side, @Nullable Double sideMeters, @Nullable Double northUpDegrees, List<Double> turns) {
    /** Diagonal of 35 mm film, millimetres: the equivalent focal length is defined by it. */
    private static final double FILM_DIAGONAL = Math.hypot(36, 24);

    /** Steeper than this below the horizon counts as straight down. */
    private static final double NADIR_PITCH = -70;

    /**
     * @param photo sides of the upright photo and what it says about itself
     * @param heading where the photo's upper edge points, degrees clockwise from north
     * @param tileSide ground side of the gallery's tiles, metres
     */
    static QueryView of(PhotoMetadata photo, @Nullable Double heading, @Nullable Double tileSide,
            LocateSettings settings) {
        double shorter = Math.min(photo.width(), photo.height());
        Double metersPerPixel = metersPerPixel(photo);
        // Turned squares reach over the edge at the corners; there the photo is mirrored.
        double side = metersPerPixel == null || tileSide == null
                ? largest(shorter, heading)
                : Math.min(shorter, tileSide / metersPerPixel);
        return new QueryView(side, metersPerPixel == null ? null : side * metersPerPixel,
                heading == null ? null : -heading,
                heading == null ? settings.turnsWithoutHeading() : settings.turnsWithHeading());
    }

    private static @Nullable Double metersPerPixel(PhotoMetadata photo) {
        Double altitude = photo.relativeAltitudeMeters();
        Double focalLength = photo.focalLength35mm();
        Double pitch = photo.gimbalPitchDegrees();
        if (altitude == null || altitude <= 0 || focalLength == null || pitch != null && pitch > NADIR_PITCH) {
            return null;
        }
        return altitude * FILM_DIAGONAL / focalLength / Math.hypot(photo.width(), photo.height());
    }

    /** The largest square of this turn inside the circle's square: nothing of it lies outside the photo. */
    private static double largest(double shorter, @Nullable Double heading) {
        if (heading == null) {
            return shorter;
        }
        double turn = Math.toRadians(heading);
        return shorter / (Math.abs(Math.cos(turn)) + Math.abs(Math.sin(turn)));
    }

    /** The squares as the network wants them, one for each of {@link #turns}. */
    List<RgbImage> render(RgbImage photo, int size) {
        double northUp = northUpDegrees == null ? 0 : northUpDegrees;
        RgbImage upright = Warp.square(photo, side, northUp, size, Warp.Edge.REFLECT);
        return turns.stream()
                .map(turn -> turn == 0 ? upright : Warp.square(upright, size, turn, size, Warp.Edge.REFLECT)).toList();
    }
}
