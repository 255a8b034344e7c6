package dev.geofix.imaging;

import com.drew.metadata.Directory;
import com.drew.metadata.Metadata;
import com.drew.metadata.exif.ExifDirectoryBase;
import dev.geofix.imaging.Hint.Remark;
import dev.geofix.imaging.XmpProperties.XmpSchema;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The focal length in pixels of the picture: the maker's calibration, else EXIF's length on 35 mm film, else EXIF's length and pixel pitch. */
final class FocalReading {
    static final String ON_FILM = "EXIF:FocalLengthIn35mmFilm";

    /** Diagonal of 35 mm film, millimetres: the equivalent focal length is defined by it. */
    private static final double FILM_DIAGONAL = Math.hypot(36, 24);

    private static final double WIDE = 1.6;

    /** A wide picture may be another strip of the sensor than is assumed. */
    private static final double WIDE_DOUBT = 0.06;

    private static final double DOUBT = 0.03;
    private static final double CALIBRATED_DOUBT = 0.01;

    /** A calibration that differs more from the length on film, as a ratio, is not this picture's. */
    private static final double MOST_DIFFERENCE = 1.25;

    /** Aspect ratios that differ more are not of the same picture: it was cropped. */
    private static final double SAME_ASPECT = 1.02;

    /** Focal length over the longer side: a fisheye, and a telescope. */
    private static final double SHORTEST = 0.15;
    private static final double LONGEST = 60;

    private static final int INCH = 2;

    private final Metadata exif;
    private final XmpProperties xmp;
    private final int width;
    private final int height;
    private final List<Remark> remarks;

    private FocalReading(Metadata exif, XmpProperties xmp, int width, int height, List<Remark> remarks) {
        this.exif = exif;
        this.xmp = xmp;
        this.width = width;
        this.height = height;
        this.remarks = remarks;
    }

    static @Nullable Hint of(Metadata exif, XmpProperties xmp, int width, int height, List<Remark> remarks) {
        return width == 0 || height == 0 ? null : new FocalReading(exif, xmp, width, height, remarks).read();
    }

    /**
     * f·p/d with the equivalent focal length f, the sensor's diagonal p in pixels, the film's d.
     *
     * @param millimeters on 35 mm film
     */
    static double pixels(double millimeters, int width, int height) {
        double longer = Math.max(width, height);
        // A wide picture is a strip of a 4:3 sensor; the focal length is stated for the whole of it.
        double diagonal = isWide(width, height) ? longer * 1.25 : Math.hypot(width, height);
        return millimeters * diagonal / FILM_DIAGONAL;
    }

    static boolean isWide(int width, int height) {
        return Math.max(width, height) / (double) Math.min(width, height) > WIDE;
    }

    private @Nullable Hint read() {
        Hint film = onFilm();
        Hint calibrated = calibrated();
        if (calibrated != null && film != null && apart(calibrated.value(), film.value()) > MOST_DIFFERENCE) {
            remarks.add(calibrated.ignored("differs too much from " + film.source()));
            calibrated = null;
        }
        return calibrated != null ? calibrated : film != null ? film : measured();
    }

    private static double apart(double one, double other) {
        return Math.max(one / other, other / one);
    }

    /** EXIF writes 0 for an unknown length. */
    private @Nullable Hint onFilm() {
        Double millimeters = exif(ExifDirectoryBase.TAG_35MM_FILM_EQUIV_FOCAL_LENGTH);
        String source = ON_FILM;
        if (millimeters == null) {
            source = XmpSchema.EXIF + ":FocalLengthIn35mmFilm";
            millimeters = xmp.number(source);
        }
        return millimeters == null || millimeters <= 0
                ? null
                : plausible(Hint.focal(pixels(millimeters, width, height), source, isWide(width, height)
                        ? WIDE_DOUBT
                        : DOUBT));
    }

    private @Nullable Hint calibrated() {
        String name = XmpSchema.DJI + ":CalibratedFocalLength";
        Double pixels = xmp.number(name);
        if (pixels == null || pixels <= 0) {
            name = XmpSchema.DJI + ":DewarpData";
            pixels = dewarped(xmp.text(name));
        }
        if (pixels == null || pixels <= 0) {
            name = XmpSchema.PIX4D + ":PerspectiveFocalLength";
            pixels = perspective(xmp.quantity(name), xmp.text(name + "Units"));
        }
        return pixels == null || pixels <= 0 ? null : scaled(pixels, name, CALIBRATED_DOUBT);
    }

    /** The number after the date: {@code 2022-06-08;3713.29,3713.29,…}. */
    private static @Nullable Double dewarped(@Nullable String data) {
        int date = data == null ? -1 : data.indexOf(';');
        if (data == null || date < 0) {
            return null;
        }
        int comma = data.indexOf(',', date);
        Quantity first = Quantity.of(data.substring(date + 1, comma < 0 ? data.length() : comma));
        return first == null ? null : first.value();
    }

    private @Nullable Double perspective(@Nullable Quantity length, @Nullable String units) {
        if (length == null) {
            return null;
        }
        boolean isPixels = units != null && units.strip().toLowerCase(Locale.ROOT).startsWith("p")
                || length.unit().startsWith("p");
        Double pixelsPerMillimeter = isPixels ? Double.valueOf(1) : pixelsPerMillimeter();
        return pixelsPerMillimeter == null ? null : length.value() * pixelsPerMillimeter;
    }

    private @Nullable Hint measured() {
        Double millimeters = exif(ExifDirectoryBase.TAG_FOCAL_LENGTH);
        Double pixelsPerMillimeter = pixelsPerMillimeter();
        return millimeters == null || millimeters <= 0 || pixelsPerMillimeter == null
                ? null
                : scaled(millimeters * pixelsPerMillimeter, "EXIF:FocalLength, EXIF:FocalPlaneXResolution", DOUBT);
    }

    private @Nullable Double pixelsPerMillimeter() {
        Double resolution = exif(ExifDirectoryBase.TAG_FOCAL_PLANE_X_RESOLUTION);
        Double unit = exif(ExifDirectoryBase.TAG_FOCAL_PLANE_RESOLUTION_UNIT);
        Double millimeters = switch (unit == null ? INCH : unit.intValue()) {
            case INCH -> 25.4;
            case 3 -> 10.0;
            case 4 -> 1.0;
            case 5 -> 0.001;
            default -> null;
        };
        return resolution == null || resolution <= 0 || millimeters == null ? null : resolution / millimeters;
    }

    /** From pixels of the picture that the camera took, whose sides EXIF tells, to those of this one, which may have been made smaller. */
    private @Nullable Hint scaled(double pixels, String source, double doubt) {
        Double taken = exif(ExifDirectoryBase.TAG_EXIF_IMAGE_WIDTH);
        Double takenHeight = exif(ExifDirectoryBase.TAG_EXIF_IMAGE_HEIGHT);
        if (taken == null || takenHeight == null || taken <= 0 || takenHeight <= 0) {
            return plausible(Hint.focal(pixels, source, doubt));
        }
        double longer = Math.max(width, height);
        double aspect = longer / Math.min(width, height);
        double takenLonger = Math.max(taken, takenHeight);
        if (apart(aspect, takenLonger / Math.min(taken, takenHeight)) > SAME_ASPECT) {
            remarks.add(Hint.focal(pixels, source, doubt)
                    .ignored("EXIF's picture has other proportions, so this one was cropped"));
            return null;
        }
        String how = takenLonger == longer ? source : source + ", scaled by EXIF:ExifImageWidth";
        return plausible(Hint.focal(pixels * longer / takenLonger, how, doubt));
    }

    /** @param hint whose doubt is still a fraction of the value */
    private @Nullable Hint plausible(Hint hint) {
        double ratio = hint.value() / Math.max(width, height);
        if (ratio >= SHORTEST && ratio <= LONGEST) {
            return Hint.focal(hint.value(), hint.source(), hint.doubt() * hint.value());
        }
        remarks.add(hint.ignored("no camera has such an angle of view"));
        return null;
    }

    /** The first finite value among EXIF's directories. */
    private @Nullable Double exif(int tag) {
        for (Directory directory : exif.getDirectoriesOfType(ExifDirectoryBase.class)) {
            Double value = directory.getDoubleObject(tag);
            if (value != null && Double.isFinite(value)) {
                return value;
            }
        }
        return null;
    }
}
