package dev.geofix.imaging;

import com.drew.metadata.Metadata;
import com.drew.metadata.exif.ExifSubIFDDirectory;
import dev.geofix.geo.GeoPoint;
import java.awt.Dimension;
import org.jspecify.annotations.Nullable;

/**
 * What a photo says about how it was taken, from EXIF and from DJI's XMP.
 *
 * @param width pixels of the upright picture; 0 when the header cannot be read
 * @param height likewise
 * @param position where the camera was; a receiver without a fix writes 0° 0°, which counts as none
 * @param headingDegrees where the picture's upper edge points, clockwise from north, 0 … 360: yaw of the gimbal, else of the aircraft,
 * else EXIF's image direction
 * @param relativeAltitudeMeters height above the place of take-off
 * @param gimbalPitchDegrees −90 looks straight down, 0 at the horizon
 * @param focalLength35mm millimetres on 35 mm film
 */
public record PhotoMetadata(int width, int height, @Nullable GeoPoint position, @Nullable Double headingDegrees,
        @Nullable Double relativeAltitudeMeters, @Nullable Double gimbalPitchDegrees,
        @Nullable Double focalLength35mm) {
    /** Diagonal of 35 mm film, millimetres: the equivalent focal length is defined by it. */
    private static final double FILM_DIAGONAL = Math.hypot(36, 24);

    /** Steeper than this below the horizon counts as straight down. */
    private static final double NADIR_PITCH = -70;

    private static final double WIDE = 1.6;

    /** Whatever can be read; never throws, for a photo with odd metadata is still a photo. */
    public static PhotoMetadata read(byte[] encoded) {
        ImageFormat format = ImageFormat.of(encoded);
        if (format == null) {
            return new PhotoMetadata(0, 0, null, null, null, null, null);
        }
        Metadata metadata = EmbeddedMetadata.exifAndXmp(format, encoded);
        Dimension stored = format.storedSize(encoded);
        boolean turned = Orientation.of(metadata).swapsSides();
        DjiXmp dji = DjiXmp.of(metadata);
        ExifGps gps = ExifGps.of(metadata);
        Double heading = dji.heading();
        return new PhotoMetadata(turned ? stored.height : stored.width, turned ? stored.width : stored.height,
                gps.position(), heading == null ? gps.imageDirection() : heading, dji.number("RelativeAltitude"),
                dji.number("GimbalPitchDegree"), focalLength(metadata));
    }

    /**
     * Ground sample distance in metres a pixel: the height over the focal length in pixels. Null when one of them is
     * unknown, or the camera does not look straight down.
     */
    public @Nullable Double metersPerPixel() {
        Double focalPixels = focalPixels();
        if (relativeAltitudeMeters == null || relativeAltitudeMeters <= 0 || focalPixels == null
                || gimbalPitchDegrees != null && gimbalPitchDegrees > NADIR_PITCH) {
            return null;
        }
        return relativeAltitudeMeters / focalPixels;
    }

    /** Focal length in pixels: f·p/d with the equivalent focal length f, the sensor's diagonal p in pixels, the film's d. */
    public @Nullable Double focalPixels() {
        return focalLength35mm == null || width == 0 ? null : focalLength35mm * sensorDiagonal() / FILM_DIAGONAL;
    }

    /** A wide picture is a strip of a 4:3 sensor; the focal length is stated for the whole of it. */
    private double sensorDiagonal() {
        double longer = Math.max(width, height);
        double shorter = Math.min(width, height);
        return longer / shorter > WIDE ? longer * 1.25 : Math.hypot(longer, shorter);
    }

    /** EXIF writes 0 for an unknown length. */
    private static @Nullable Double focalLength(Metadata metadata) {
        ExifSubIFDDirectory camera = metadata.getFirstDirectoryOfType(ExifSubIFDDirectory.class);
        Double millimeters = camera == null
                ? null
                : camera.getDoubleObject(ExifSubIFDDirectory.TAG_35MM_FILM_EQUIV_FOCAL_LENGTH);
        return millimeters != null && millimeters > 0 ? millimeters : null;
    }

    static double compass(double degrees) {
        double turned = degrees % 360;
        return turned < 0 ? turned + 360 : turned;
    }
}
