package dev.geofix.imaging;

import dev.geofix.geo.GeoPoint;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Where the camera was: EXIF's GPS block, else XMP, where some aircraft state it alone. 0° 0° is what a receiver without a fix writes. */
final class PositionReading {
    private record Names(String latitude, String longitude) {}

    private static final int LONGEST = 40;

    /** Degrees with a sign, or degrees, minutes and perhaps seconds with the side: {@code 48,52.58S}. */
    private static final Pattern COORDINATE = Pattern
            .compile("([+-]?\\d+(?:\\.\\d+)?)(?:,(\\d+(?:\\.\\d+)?))?(?:,(\\d+(?:\\.\\d+)?))?\\s*([NSEWnsew])?");

    /** Longtitude is how some firmware spells it. */
    private static final List<Names> XMP = names(List.of(XmpSchema.DJI, XmpSchema.DRONE, XmpSchema.AUTEL,
            XmpSchema.PARROT, XmpSchema.SKYDIO, XmpSchema.EXIF), List.of("GpsLongitude", "GpsLongtitude", "Longitude"));

    private PositionReading() {}

    private static List<Names> names(List<String> schemas, List<String> longitudes) {
        return schemas.stream().flatMap(schema -> longitudes.stream().map(longitude -> new Names(
                schema + (longitude.startsWith("Gps") ? ":GpsLatitude" : ":Latitude"), schema + ":" + longitude)))
                .toList();
    }

    static @Nullable GeoPoint of(ExifGps gps, XmpProperties xmp) {
        GeoPoint position = gps.position();
        for (int i = 0; position == null && i < XMP.size(); i++) {
            position = point(degrees(xmp.text(XMP.get(i).latitude)), degrees(xmp.text(XMP.get(i).longitude)));
        }
        return position;
    }

    private static @Nullable GeoPoint point(@Nullable Double latitude, @Nullable Double longitude) {
        if (latitude == null || longitude == null || latitude == 0 && longitude == 0 || Math.abs(latitude) > 90
                || Math.abs(longitude) > 180) {
            return null;
        }
        return new GeoPoint(latitude, longitude);
    }

    private static @Nullable Double degrees(@Nullable String text) {
        Matcher form = text == null || text.length() > LONGEST ? null : COORDINATE.matcher(text.strip());
        if (form == null || !form.matches() || form.group(2) != null && form.group(4) == null) {
            return null;
        }
        double size = Double.parseDouble(form.group(1)) + part(form.group(2)) / 60 + part(form.group(3)) / 3600;
        boolean turned = form.group(4) != null && "SsWw".contains(form.group(4));
        return turned ? -Math.abs(size) : size;
    }

    private static double part(@Nullable String text) {
        return text == null ? 0 : Double.parseDouble(text);
    }
}
