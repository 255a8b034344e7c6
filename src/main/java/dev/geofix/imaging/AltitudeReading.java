package dev.geofix.imaging;

import dev.geofix.imaging.Hint.Remark;
import dev.geofix.imaging.XmpProperties.XmpSchema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Heights of the camera. Only one above the ground, or above the place of take-off, gives the picture a scale; one above sea level says
 * nothing about the ground below without a map of its heights.
 *
 * @param relative above the ground or the place of take-off
 * @param absolute above sea level or the ellipsoid
 */
record AltitudeReading(@Nullable Hint relative, @Nullable Hint absolute) {
    /** The ground is rarely as high as the place of take-off. */
    private static final double RELATIVE_DOUBT = 0.15;

    private static final double LEAST_RELATIVE_DOUBT = 2;

    /** Barometers drift, and the ellipsoid and sea level lie up to a hundred metres apart. */
    private static final double ABSOLUTE_DOUBT = 50;

    /** Metres; no drone photo is taken from higher. */
    private static final double HIGHEST = 20_000;

    private static final List<String> RELATIVE = List.of(XmpSchema.DJI + ":RelativeAltitude",
            XmpSchema.DRONE + ":RelativeAltitude", XmpSchema.AUTEL + ":RelativeAltitude",
            XmpSchema.SKYDIO + ":RelativeAltitude", XmpSchema.PARROT + ":RelativeAltitude",
            XmpSchema.PIX4D + ":AboveGroundAltitude", XmpSchema.DRONE + ":AboveGroundAltitude");

    private static final List<String> ABSOLUTE = List.of(XmpSchema.DJI + ":AbsoluteAltitude",
            XmpSchema.DRONE + ":AbsoluteAltitude", XmpSchema.AUTEL + ":AbsoluteAltitude",
            XmpSchema.SKYDIO + ":AbsoluteAltitude", XmpSchema.EXIF + ":GPSAltitude");

    static AltitudeReading of(ExifGps gps, XmpProperties xmp, List<Remark> remarks) {
        Hint relative = null;
        for (int i = 0; relative == null && i < RELATIVE.size(); i++) {
            relative = relative(RELATIVE.get(i), xmp, remarks);
        }
        Hint absolute = absolute(gps, xmp);
        if (relative == null && absolute != null) {
            remarks.add(absolute.ignored(
                    "a height above sea level, not above the ground; give altitude=metres for the photo's scale"));
        }
        return new AltitudeReading(relative, absolute);
    }

    private static @Nullable Hint relative(String name, XmpProperties xmp, List<Remark> remarks) {
        String text = xmp.text(name);
        if (text == null) {
            return null;
        }
        Quantity quantity = Quantity.of(text);
        Double meters = quantity == null ? null : quantity.meters();
        if (meters != null && meters > 0 && meters <= HIGHEST) {
            return Hint.altitude(meters, name, Math.max(LEAST_RELATIVE_DOUBT, RELATIVE_DOUBT * meters));
        }
        String reason = meters == null
                ? "this is no height"
                : meters > 0 ? "no drone flies so high" : "a photo of the ground is taken from above it";
        remarks.add(new Remark(Hint.ALTITUDE, meters, name, reason));
        return null;
    }

    private static @Nullable Hint absolute(ExifGps gps, XmpProperties xmp) {
        for (String name : ABSOLUTE) {
            Quantity quantity = xmp.quantity(name);
            Double meters = quantity == null ? null : quantity.meters();
            if (meters != null) {
                boolean below = "1".equals(xmp.text(name + "Ref"));
                return Hint.altitude(below ? -Math.abs(meters) : meters, name, ABSOLUTE_DOUBT);
            }
        }
        Double meters = gps.altitude();
        return meters == null ? null : Hint.altitude(meters, "EXIF:GPSAltitude", ABSOLUTE_DOUBT);
    }
}
