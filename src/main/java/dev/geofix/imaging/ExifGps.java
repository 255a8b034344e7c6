package dev.geofix.imaging;

import com.drew.lang.GeoLocation;
import com.drew.metadata.Metadata;
import com.drew.metadata.exif.GpsDirectory;
import dev.geofix.geo.GeoPoint;
import org.jspecify.annotations.Nullable;

/** EXIF's GPS block. */
record ExifGps(@Nullable GpsDirectory directory) {
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

    /** Degrees clockwise from north, 0 … 360. */
    @Nullable
    Double imageDirection() {
        Double degrees = directory == null ? null : directory.getDoubleObject(GpsDirectory.TAG_IMG_DIRECTION);
        return degrees != null && Double.isFinite(degrees) ? Double.valueOf(PhotoMetadata.compass(degrees)) : null;
    }
}
