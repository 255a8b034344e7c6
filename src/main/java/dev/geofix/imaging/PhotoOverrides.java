package dev.geofix.imaging;

import org.jspecify.annotations.Nullable;

/**
 * What the sender of a photo knows better than the photo. Absent values leave it to the photo.
 *
 * @param heading where the photo's upper edge points, degrees clockwise from north
 * @param altitude metres above the ground, positive
 * @param focal millimetres on 35 mm film, positive
 * @param pitch −90 looks straight down, 0 at the horizon
 */
public record PhotoOverrides(@Nullable Double heading, @Nullable Double altitude, @Nullable Double focal,
        @Nullable Double pitch) {
    public static final PhotoOverrides NONE = new PhotoOverrides(null, null, null, null);

    static final String SOURCE = "request";
}
