package dev.geofix.imaging;

import com.drew.lang.GeoLocation;
import com.drew.metadata.Metadata;
import com.drew.metadata.exif.GpsDirectory;
import dev.geofix.geo.GeoPoint;
import org.jspecify.annotations.Nullable;

/** EXIF's GPS block. */
record ExifGps(@Nullable GpsDirectory directory) {
    private static final int BELOW_SEA_LEVEL = 1;

    static ExifGps of(Metadata metadata) {
        return new ExifGps(metadata.getFirstDirectoryOfType(GpsDirectory.class));
    }

    @Nullable
    GeoPoint position() {
        GeoLocation location = directory == null ? null : directory.getGeoLocation();
        if (location == null || location.isZero()) {
            return null;
        }
        try {
            return new GeoPoint(location.getLatitude(), location.getLongitude());
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** Degrees clockwise from north. */
    @Nullable
    Double imageDirection() {
        return number(GpsDirectory.TAG_IMG_DIRECTION);
    }

    /** Whether {@link #imageDirection} is read off a compass, which the aircraft's metal and the place's declination turn. */
    boolean isMagnetic() {
        String reference = directory == null ? null : directory.getString(GpsDirectory.TAG_IMG_DIRECTION_REF);
        return reference != null && reference.startsWith("M");
    }

    /** Metres above sea level; negative below it. */
    @Nullable
    Double altitude() {
        Double meters = number(GpsDirectory.TAG_ALTITUDE);
        Integer reference = directory == null ? null : directory.getInteger(GpsDirectory.TAG_ALTITUDE_REF);
        return meters != null && reference != null && reference == BELOW_SEA_LEVEL
                ? Double.valueOf(-Math.abs(meters))
                : meters;
    }

    private @Nullable Double number(int tag) {
        Double value = directory == null ? null : directory.getDoubleObject(tag);
        return value != null && Double.isFinite(value) ? value : null;
    }
}
