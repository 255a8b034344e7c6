package dev.geofix.gallery.opensearch;

import dev.geofix.gallery.search.SearchRequest;
import dev.geofix.geo.BoundingBox;
import dev.geofix.geo.GeoPoint;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The fixed grid by which tiles of a gallery of several shards lie on them: those of a cell lie on one shard. A row is 0.1° of latitude. It has as many cells as make them
 * about as wide as high, so they are alike everywhere (123 km²), and few at the poles. Cells are kept with the tiles: the same point must be in the same cell for ever.
 */
final class PlaceCells {
    /** More cells than these are not named one by one: the whole gallery is asked. */
    static final int MOST = 64;

    private static final int ROWS = 1800;
    private static final int COLUMNS_AT_EQUATOR = 3600;

    private PlaceCells() {}

    /** The cell of a point, such as 1370.1281: row from the south pole, column from the date line to the east. */
    static String of(GeoPoint point) {
        int row = row(point.latitude());
        return name(row, column(point.longitude(), row));
    }

    /** @return the cells outside of which a search finds nothing; null when they are too many, or all */
    static @Nullable List<String> of(SearchRequest request) {
        List<String> box = request.box() == null ? null : of(request.box());
        List<String> near = request.near() == null ? null : of(request.near());
        if (box == null || near == null) {
            return box == null ? near : box;
        }
        return box.size() < near.size() ? box : near;
    }

    /** @return cells of all points of the box; null when they are more than {@value #MOST} */
    static @Nullable List<String> of(BoundingBox box) {
        List<String> cells = new ArrayList<>();
        for (int row = row(box.south()); row <= row(box.north()); row++) {
            int columns = columns(row);
            int first = column(box.west(), row);
            int last = column(box.east(), row) + (box.crossesDateLine() ? columns : 0);
            int count = Math.min(columns, last - first + 1);
            if (cells.size() + count > MOST) {
                return null;
            }
            for (int column = first; column < first + count; column++) {
                cells.add(name(row, column));
            }
        }
        return cells;
    }

    /** The cells of the box round the circle, which is taken as wide as the cluster is asked for it: {@link TileFilter}. */
    private static @Nullable List<String> of(SearchRequest.Near near) {
        double latitude = near.center().latitude();
        double degrees = (1.01 * near.radiusMeters() + 1) / GeoPoint.METERS_PER_DEGREE;
        double south = Math.max(-90, latitude - degrees);
        double north = Math.min(90, latitude + degrees);
        if (south == -90 || north == 90) {
            return of(new BoundingBox(-180, south, 180, north));
        }
        // The circle's easternmost point lies nearer to the pole than its centre.
        double sine = Math.sin(Math.toRadians(degrees)) / Math.cos(Math.toRadians(latitude));
        double aside = Math.toDegrees(Math.asin(Math.min(1, sine)));
        double longitude = near.center().longitude();
        return of(new BoundingBox(GeoPoint.wrapLongitude(longitude - aside), south,
                GeoPoint.wrapLongitude(longitude + aside), north));
    }

    private static int row(double latitude) {
        return Math.min(ROWS - 1, (int) ((latitude + 90) / 180 * ROWS));
    }

    /** Not by {@link Math}, whose cosines may differ between machines. */
    private static int columns(int row) {
        double middle = (row + 0.5) / ROWS * 180 - 90;
        return Math.max(1, (int) StrictMath.round(COLUMNS_AT_EQUATOR * StrictMath.cos(StrictMath.toRadians(middle))));
    }

    /** One more than the last where the longitude is 180, which is -180 too: {@link #name} makes it the first. */
    private static int column(double longitude, int row) {
        return (int) ((longitude + 180) / 360 * columns(row));
    }

    private static String name(int row, int column) {
        return row + "." + column % columns(row);
    }
}
