package dev.geofix.geo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.locationtech.proj4j.BasicCoordinateTransform;
import org.locationtech.proj4j.CRSFactory;
import org.locationtech.proj4j.CoordinateReferenceSystem;
import org.locationtech.proj4j.CoordinateTransform;
import org.locationtech.proj4j.Proj4jException;
import org.locationtech.proj4j.ProjCoordinate;
import org.locationtech.proj4j.datum.Datum;

/**
 * From the coordinates of a map to WGS 84 and back. x grows to the east and y to the north, whatever order of axes the EPSG registry
 * names; a geographic system has degrees of longitude and latitude.
 *
 * <p>Datums that differ from WGS 84 by less than metres (NAD83, ETRS89, GDA, …) are taken for it, as their EPSG entries do; older ones are
 * shifted by their three or seven parameters. Only {@link EpsgCodes} that this places right are taken. Not for use by several threads at once.
 */
public final class Projection {
    private static final int WGS84 = 4326;
    private static final int WEB_MERCATOR = 3857;
    /** What a map's edge may lie beyond a pole: the rounding of its coordinates. */
    private static final double BEYOND_POLE = 1e-6;

    private static final Map<Integer, CoordinateReferenceSystem> KNOWN = new ConcurrentHashMap<>();

    private final int code;
    private final CoordinateReferenceSystem system;
    private final CoordinateTransform toWgs84;
    private final CoordinateTransform fromWgs84;

    private Projection(int code, CoordinateReferenceSystem system, CoordinateReferenceSystem wgs84) {
        this.code = code;
        this.system = system;
        toWgs84 = new BasicCoordinateTransform(system, wgs84);
        fromWgs84 = new BasicCoordinateTransform(wgs84, system);
    }

    /**
     * @param code of the EPSG registry; the old codes of web mercator too
     * @throws IllegalArgumentException when there is no such system, or none whose way to WGS 84 is known well enough; the message is a part of a sentence
     */
    public static Projection ofEpsg(int code) {
        int known = switch (code) {
            case 3785, 900913, 102100, 102113 -> WEB_MERCATOR;
            default -> code;
        };
        Projection projection = untested(known);
        if (!EpsgCodes.isSound(known)) {
            throw new IllegalArgumentException("EPSG:" + code + " (" + projection.system.getDatum().getName()
                    + ") is known here, but not to a few metres");
        }
        return projection;
    }

    /** As the library's list of systems has it, right or wrong. */
    static Projection untested(int code) {
        try {
            CoordinateReferenceSystem system = system(code);
            check(code, system);
            return new Projection(code, system, system(WGS84));
        } catch (Proj4jException e) {
            throw new IllegalArgumentException("EPSG:" + code + " is no coordinate system that is known here", e);
        }
    }

    /** The library goes through the list of all systems each time. */
    private static CoordinateReferenceSystem system(int code) {
        return KNOWN.computeIfAbsent(code, unknown -> new CRSFactory().createFromName("EPSG:" + unknown));
    }

    private static void check(int code, CoordinateReferenceSystem system) {
        if (system.getDatum().getTransformType() == Datum.TYPE_UNKNOWN) {
            throw new IllegalArgumentException("EPSG:" + code + " has a datum (" + system.getDatum().getName()
                    + ") whose shift to WGS 84 needs a grid that is not here");
        }
        if (!system.isGeographic() && !system.getProjection().hasInverse()) {
            throw new IllegalArgumentException("EPSG:" + code + " has a projection ("
                    + system.getProjection().getName() + ") that cannot be turned back into degrees here");
        }
    }

    /**
     * @param x metres or feet to the east, or degrees
     * @throws IllegalArgumentException when no place on Earth has such coordinates
     */
    public GeoPoint toGeo(double x, double y) {
        ProjCoordinate degrees = code == WGS84 ? new ProjCoordinate(x, y) : transform(toWgs84, x, y);
        double latitude = Math.abs(degrees.y) <= 90 + BEYOND_POLE ? Math.clamp(degrees.y, -90, 90) : degrees.y;
        return new GeoPoint(latitude, GeoPoint.wrapLongitude(degrees.x));
    }

    /**
     * @return x and y
     * @throws IllegalArgumentException when the map does not show the place
     */
    public double[] fromGeo(GeoPoint point) {
        ProjCoordinate map = code == WGS84
                ? new ProjCoordinate(point.longitude(), point.latitude())
                : transform(fromWgs84, point.longitude(), point.latitude());
        return new double[]{map.x, map.y};
    }

    public boolean isGeographic() {
        return system.isGeographic();
    }

    /** What a unit of x and y is; of no meaning where they are degrees. */
    public double metersPerUnit() {
        return 1 / system.getProjection().getFromMetres();
    }

    public boolean isWebMercator() {
        return code == WEB_MERCATOR;
    }

    private ProjCoordinate transform(CoordinateTransform transform, double x, double y) {
        try {
            ProjCoordinate result = transform.transform(new ProjCoordinate(x, y), new ProjCoordinate());
            if (Double.isFinite(result.x) && Double.isFinite(result.y)) {
                return result;
            }
        } catch (Proj4jException | IllegalStateException e) {
            // Falls through to the one message for both.
        }
        throw new IllegalArgumentException(x + ", " + y + " lies outside the area of EPSG:" + code);
    }

    /**
     * Coordinate systems that are placed where PROJ places them, within 2.5 m all over their area. The library's list is an old one: it puts many
     * systems hundreds of metres off for want of their datum's shift, and some into the wrong hemisphere. {@code EpsgCodesList} in the test sources makes
     * the list of codes.
     */
    static final class EpsgCodes {
        private static final BitSet SOUND = read();

        private EpsgCodes() {}

        static boolean isSound(int code) {
            return SOUND.get(code);
        }

        /** Codes and ranges of codes with blanks between them. */
        private static BitSet read() {
            try (InputStream in = Objects.requireNonNull(EpsgCodes.class.getResourceAsStream("epsg-codes.txt"))) {
                BitSet codes = new BitSet();
                for (String range : new String(in.readAllBytes(), StandardCharsets.US_ASCII).strip().split("\\s+")) {
                    String[] ends = range.split("-");
                    codes.set(Integer.parseInt(ends[0]), Integer.parseInt(ends[ends.length - 1]) + 1);
                }
                return codes;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
