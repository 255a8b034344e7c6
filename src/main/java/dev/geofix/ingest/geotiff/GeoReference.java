package dev.geofix.ingest.geotiff;

import dev.geofix.geo.GeoPoint;
import dev.geofix.geo.Projection;
import dev.geofix.platform.UserException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Where the pixels of a GeoTIFF lie.
 *
 * @param worldWidth after which the map repeats itself, in its units; 0 where it does not
 */
record GeoReference(Affine map, Projection projection, double worldWidth) {
    private static final double MERCATOR_WORLD = 2 * Math.PI * 6_378_137;

    /** @throws dev.geofix.ingest.source.UnusableSourceException when the file does not tell, or not in a way that is known here */
    static GeoReference of(TiffFile file, TiffDirectory directory) throws IOException {
        GeoKeys keys = GeoKeys.of(directory);
        Affine map = map(file, directory);
        if (map == null) {
            throw file.unusable("has no georeference. " + (directory.has(Tag.TIEPOINT)
                    ? "It has ground control points; warp it by them: gdalwarp -t_srs EPSG:3857 " + file.name()
                            + " out.tif."
                    : "Add it with the corners of the picture, in degrees for example: gdal_edit.py -a_srs EPSG:4326 "
                            + "-a_ullr WEST NORTH EAST SOUTH " + file.name()
                            + "; where a world file (.tfw) lies beside: gdal_translate -a_srs EPSG:CODE "
                            + file.name() + " out.tif."));
        }
        if (keys.areAbsent()) {
            throw file.unusable("says where its corners lie, but in no coordinate system. Add it: gdal_edit.py -a_srs "
                    + "EPSG:CODE " + file.name() + ".");
        }
        Projection projection = keys.projection(file);
        double world = projection.isGeographic() ? 360 : projection.isWebMercator() ? MERCATOR_WORLD : 0;
        return new GeoReference(keys.pixelIsPoint() ? map.fromMiddles() : map, projection, world);
    }

    private static @Nullable Affine map(TiffFile file, TiffDirectory directory) throws IOException {
        double[] matrix = directory.doubles(Tag.TRANSFORMATION);
        double[] scale = directory.doubles(Tag.PIXEL_SCALE);
        double[] tie = directory.doubles(Tag.TIEPOINT);
        try {
            if (scale != null && scale.length >= 2 && tie != null && tie.length >= 6) {
                // Some programs write the height of a pixel as negative and mean the same; GDAL takes it so too.
                double down = Math.abs(scale[1]);
                return new Affine(scale[0], 0, tie[3] - tie[0] * scale[0], 0, -down, tie[4] + tie[1] * down);
            }
            return matrix != null && matrix.length >= 8
                    ? new Affine(matrix[0], matrix[1], matrix[3], matrix[4], matrix[5], matrix[7])
                    : null;
        } catch (IllegalArgumentException e) {
            throw file.unusable("has a damaged georeference: " + e.getMessage() + ". Set it again: gdal_edit.py "
                    + "-a_ullr WEST NORTH EAST SOUTH " + file.name() + ".");
        }
    }

    /** @throws UserException when no place on Earth is there */
    GeoPoint place(double i, double j) {
        return projection.toGeo(map.x(i, j), map.y(i, j));
    }

    /** Degrees of longitude from another pixel to this one, more than 180 on a map that goes so far. */
    double east(double i, double j, double fromI, double fromJ) {
        return worldWidth > 0
                ? (map.x(i, j) - map.x(fromI, fromJ)) / worldWidth * 360
                : GeoPoint.wrapLongitude(place(i, j).longitude() - place(fromI, fromJ).longitude());
    }

    /** The x of a meridian, given in degrees from another pixel; of no meaning where the map does not repeat itself. */
    double meridian(double east, double fromI, double fromJ) {
        return map.x(fromI, fromJ) + east / 360 * worldWidth;
    }

    /**
     * @param nearX where there are several copies of the world, the one near this x
     * @return column and row, the upper left corner of the picture at (0, 0)
     * @throws UserException when the map does not show the place
     */
    double[] pixel(GeoPoint point, double nearX) {
        double[] at = projection.fromGeo(point);
        if (worldWidth > 0) {
            at[0] += worldWidth * Math.rint((nearX - at[0]) / worldWidth);
        }
        return map.pixel(at[0], at[1]);
    }

    /**
     * From pixels, the upper left corner of the first at (0, 0), to map coordinates: x = a·i + b·j + c, y = d·i + e·j + f.
     *
     * @throws UserException when a coefficient is no number or the map cannot be turned back
     */
    private record Affine(double a, double b, double c, double d, double e, double f) {
        Affine {
            double area = a * e - b * d;
            if (!Double.isFinite(area) || area == 0 || !Double.isFinite(1 / area) || !Double.isFinite(c)
                    || !Double.isFinite(f)) {
                throw new UserException("the pixels have no size, or one that is no number");
            }
        }

        double x(double i, double j) {
            return a * i + b * j + c;
        }

        double y(double i, double j) {
            return d * i + e * j + f;
        }

        /** @return i and j */
        double[] pixel(double x, double y) {
            double area = a * e - b * d;
            double right = x - c;
            double up = y - f;
            return new double[]{(e * right - b * up) / area, (a * up - d * right) / area};
        }

        /** Whose pixels are numbered by their middles: (0, 0) is the middle of the first. */
        Affine fromMiddles() {
            return new Affine(a, b, c - (a + b) / 2, d, e, f - (d + e) / 2);
        }
    }
}
