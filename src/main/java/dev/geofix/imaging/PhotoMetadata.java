package dev.geofix.imaging;

import com.drew.metadata.Metadata;
import dev.geofix.geo.GeoPoint;
import dev.geofix.imaging.Hint.Remark;
import dev.geofix.imaging.XmpProperties.XmpSchema;
import java.awt.Dimension;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is known of how a photo was taken, from EXIF and XMP or from who sends it. Each value has a source and a doubt; what was not
 * believed is told in the remarks. Which names are read, and how far they are trusted: docs/photo-metadata.md.
 *
 * @param width pixels of the upright picture; 0 when the header cannot be read
 * @param height likewise
 * @param position where the camera was; a receiver without a fix writes 0° 0°, which counts as none
 * @param heading where the picture's upper edge points, degrees clockwise from north, 0 … 360
 * @param pitch of the camera's axis: −90 looks straight down, 0 at the horizon
 * @param horizon side of the picture on which the horizon lies, degrees clockwise from its upper edge; absent for the upper edge
 * @param altitude metres above the ground or the place of take-off, positive
 * @param focal focal length in pixels of the upright picture
 * @param absoluteAltitude metres above sea level; says nothing about the photo's scale
 */
public record PhotoMetadata(int width, int height, @Nullable GeoPoint position, @Nullable Hint heading,
        @Nullable Hint pitch, @Nullable Hint horizon, @Nullable Hint altitude, @Nullable Hint focal,
        @Nullable Hint absoluteAltitude, List<Remark> remarks) {
    /** Steeper than this below the horizon counts as straight down. */
    private static final double NADIR_PITCH = -70;

    private static final double GIVEN_DEGREES_DOUBT = 2;
    private static final double GIVEN_ALTITUDE_DOUBT = 0.05;
    private static final double GIVEN_FOCAL_DOUBT = 0.02;
    private static final String OVERRULED = "the request tells otherwise";

    public PhotoMetadata {
        remarks = List.copyOf(remarks);
    }

    /** A photo of which nothing but the size is known. */
    public static PhotoMetadata ofSize(int width, int height) {
        return new PhotoMetadata(width, height, null, null, null, null, null, null, null, List.of());
    }

    /** Whatever can be read without decoding the picture; never throws, for a photo with odd metadata is still a photo. */
    public static PhotoMetadata read(byte[] encoded) {
        ImageFormat format = ImageFormat.of(encoded);
        if (format == null) {
            return ofSize(0, 0);
        }
        EmbeddedMetadata embedded = EmbeddedMetadata.of(format, encoded);
        Dimension stored = format.storedSize(encoded);
        return Orientation.of(embedded.exif()).swapsSides()
                ? of(embedded, stored.height, stored.width)
                : of(embedded, stored.width, stored.height);
    }

    /** @param width pixels of the upright picture */
    static PhotoMetadata of(EmbeddedMetadata embedded, int width, int height) {
        Metadata exif = embedded.exif();
        XmpProperties xmp = XmpProperties.of(embedded.packets());
        ExifGps gps = ExifGps.of(exif);
        List<Remark> remarks = new ArrayList<>();
        if (!xmp.wellFormed()) {
            remarks.add(new Remark("xmp", null, "XMP", "the packet is not well-formed XML; "
                    + (xmp.byName().isEmpty() ? "nothing could be read" : "what could be picked out of it is used")));
        }
        AttitudeReading attitude = AttitudeReading.of(gps, xmp, remarks);
        AltitudeReading altitude = AltitudeReading.of(gps, xmp, remarks);
        Hint focal = FocalReading.of(exif, xmp, width, height, remarks);
        return new PhotoMetadata(width, height, PositionReading.of(gps, xmp), attitude.heading(), attitude.pitch(),
                attitude.horizon(), altitude.relative(), focal, altitude.absolute(), remarks);
    }

    /** The same photo with what its sender knows better in place of what it says itself. */
    public PhotoMetadata with(Overrides given) {
        List<Remark> all = new ArrayList<>(remarks);
        return new PhotoMetadata(width, height, position,
                overruled(heading, given.heading() == null
                        ? null
                        : Hint.heading(given.heading(), Overrides.SOURCE, GIVEN_DEGREES_DOUBT), all),
                overruled(pitch, given.pitch() == null
                        ? null
                        : Hint.pitch(given.pitch(), Overrides.SOURCE, GIVEN_DEGREES_DOUBT), all),
                horizon,
                overruled(altitude, given.altitude() == null
                        ? null
                        : Hint.altitude(given.altitude(), Overrides.SOURCE,
                                GIVEN_ALTITUDE_DOUBT * given.altitude()),
                        all),
                overruled(focal, given.focal() == null || width == 0 ? null : focal(given.focal()), all),
                absoluteAltitude, all);
    }

    private Hint focal(double millimeters) {
        double pixels = FocalReading.pixels(millimeters, width, height);
        return Hint.focal(pixels, Overrides.SOURCE, GIVEN_FOCAL_DOUBT * pixels);
    }

    private static @Nullable Hint overruled(@Nullable Hint own, @Nullable Hint given, List<Remark> remarks) {
        if (given != null && own != null) {
            remarks.add(own.ignored(OVERRULED));
        }
        return given == null ? own : given;
    }

    /** What is known and used. */
    public List<Hint> hints() {
        return Stream.of(heading, pitch, horizon, altitude, focal).filter(Objects::nonNull).toList();
    }

    /** Where the picture's upper edge points, clockwise from north, 0 … 360. */
    public @Nullable Double headingDegrees() {
        return value(heading);
    }

    /** −90 looks straight down, 0 at the horizon. */
    public @Nullable Double gimbalPitchDegrees() {
        return value(pitch);
    }

    /** Side of the picture on which the horizon lies, clockwise from its upper edge: there, unless the camera is rolled. */
    public double horizonDegrees() {
        return horizon == null ? 0 : horizon.value();
    }

    /** Height above the ground or the place of take-off. */
    public @Nullable Double relativeAltitudeMeters() {
        return value(altitude);
    }

    /** Focal length in pixels of the upright picture. */
    public @Nullable Double focalPixels() {
        return value(focal);
    }

    private static @Nullable Double value(@Nullable Hint hint) {
        return hint == null ? null : hint.value();
    }

    /**
     * Ground sample distance in metres a pixel: the height over the focal length in pixels. Null when one of them is
     * unknown, or the camera does not look straight down.
     */
    public @Nullable Double metersPerPixel() {
        if (altitude == null || focal == null || pitch != null && pitch.value() > NADIR_PITCH) {
            return null;
        }
        return altitude.value() / focal.value();
    }

    /** Where the camera was: EXIF's GPS block, else XMP, where some aircraft state it alone. 0° 0° is what a receiver without a fix writes. */
    private static final class PositionReading {
        private record Names(String latitude, String longitude) {}

        private static final int LONGEST = 40;

        /** Degrees with a sign, or degrees, minutes and perhaps seconds with the side: {@code 48,52.58S}. */
        private static final Pattern COORDINATE = Pattern
                .compile("([+-]?\\d+(?:\\.\\d+)?)(?:,(\\d+(?:\\.\\d+)?))?(?:,(\\d+(?:\\.\\d+)?))?\\s*([NSEWnsew])?");

        /** Longtitude is how some firmware spells it. */
        private static final List<Names> XMP = names(List.of(XmpSchema.DJI, XmpSchema.DRONE, XmpSchema.AUTEL,
                XmpSchema.PARROT, XmpSchema.SKYDIO, XmpSchema.EXIF),
                List.of("GpsLongitude", "GpsLongtitude", "Longitude"));

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

    /**
     * What the sender of a photo knows better than the photo. Absent values leave it to the photo.
     *
     * @param heading where the photo's upper edge points, degrees clockwise from north
     * @param altitude metres above the ground, positive
     * @param focal millimetres on 35 mm film, positive
     * @param pitch −90 looks straight down, 0 at the horizon
     */
    public record Overrides(@Nullable Double heading, @Nullable Double altitude, @Nullable Double focal,
            @Nullable Double pitch) {
        public static final Overrides NONE = new Overrides(null, null, null, null);

        static final String SOURCE = "request";
    }
}
