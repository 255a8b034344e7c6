package dev.geofix.ingest.geotiff;

import dev.geofix.geo.GeoPoint;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The squares that a picture is cut into, in rows from the north, from the west. Rows lie along parallels, so that neighbours share exactly
 * the overlap that was asked for whatever way the picture is turned. A square at least half of which lies in the picture belongs to
 * them.
 */
final class SquareGrid {
    /** Share of a square that has to be there. */
    static final double MOST_OF_IT = 0.5;
    private static final long MOST_SQUARES = 20_000_000;

    /** Takes the squares one by one. */
    interface Visitor {
        void visit(GroundSquare square) throws IOException;
    }

    private final GeoReference reference;
    private final int width;
    private final int height;
    private final double side;
    private final double overlap;
    private final GeoPoint middle;
    /** South, north, west, east of the whole picture, degrees; longitudes from the middle. */
    private final double[] outer;
    /** The same for the middles of its edges, which lie flush with the outermost squares. */
    private final double[] inner;

    /** @throws IllegalArgumentException when part of the picture lies nowhere on Earth */
    SquareGrid(GeoReference reference, int width, int height, double side, double overlap) {
        this.reference = reference;
        this.width = width;
        this.height = height;
        this.side = side;
        this.overlap = overlap;
        middle = reference.place(width / 2.0, height / 2.0);
        inner = extent(new double[][]{{0.5, 0}, {0.5, 1}, {0, 0.5}, {1, 0.5}});
        outer = extent(new double[][]{{0, 0}, {0.5, 0}, {1, 0}, {0, 0.5}, {1, 0.5}, {0, 1}, {0.5, 1}, {1, 1}});
    }

    private double[] extent(double[][] shares) {
        double[] extent = {90, -90, 180, -180};
        for (double[] share : shares) {
            GeoPoint place = reference.place(share[0] * width, share[1] * height);
            double east = reference.east(share[0] * width, share[1] * height, width / 2.0, height / 2.0);
            extent[0] = Math.min(extent[0], place.latitude());
            extent[1] = Math.max(extent[1], place.latitude());
            extent[2] = Math.min(extent[2], east);
            extent[3] = Math.max(extent[3], east);
        }
        return extent;
    }

    /** The shorter side of the picture, metres. */
    double shorterSide() {
        return Math.min((inner[1] - inner[0]) * Wgs84.metersPerLatitude(middle.latitude()),
                (inner[3] - inner[2]) * Wgs84.metersPerLongitude(middle.latitude()));
    }

    /** The square in the middle. */
    GroundSquare central() {
        return GroundSquare.around(middle, side, reference, nearX(0));
    }

    /** About how many squares there are, before any is looked at. */
    double estimate() {
        double stride = side * (1 - overlap);
        return (outer[1] - outer[0]) * Wgs84.metersPerLatitude(middle.latitude()) / stride * (outer[3] - outer[2])
                * Wgs84.metersPerLongitude(middle.latitude()) / stride;
    }

    boolean isTooLarge() {
        return !(estimate() < MOST_SQUARES);
    }

    void forEach(Visitor visitor) throws IOException {
        double stride = side * (1 - overlap);
        double perLatitude = Wgs84.metersPerLatitude(middle.latitude());
        // Counted from the north.
        Spread rows = Spread.of(-inner[1], -inner[0], side / perLatitude, stride / perLatitude);
        int lastRow = rows.last(-outer[0], side / perLatitude);
        for (int row = rows.first(-outer[1], side / perLatitude); row <= lastRow; row++) {
            double latitude = -rows.at(row);
            double perLongitude = Wgs84.metersPerLongitude(latitude);
            Spread columns = Spread.of(inner[2], inner[3], side / perLongitude, stride / perLongitude);
            int lastColumn = columns.last(outer[3], side / perLongitude);
            for (int column = columns.first(outer[2], side / perLongitude); column <= lastColumn; column++) {
                GroundSquare square = square(latitude, columns.at(column));
                if (square != null && square.shareWithin(width, height) >= MOST_OF_IT) {
                    visitor.visit(square);
                }
            }
        }
    }

    private double nearX(double east) {
        return reference.meridian(east, width / 2.0, height / 2.0);
    }

    private @Nullable GroundSquare square(double latitude, double east) {
        try {
            GeoPoint center = new GeoPoint(latitude, GeoPoint.wrapLongitude(middle.longitude() + east));
            return GroundSquare.around(center, side, reference, nearX(east));
        } catch (IllegalArgumentException e) {
            // At the edge of the map, or of the world.
            return null;
        }
    }

    /**
     * Where squares stand along a line: evenly, the outer edges of the first and the last at its ends.
     *
     * @param start middle of the square number 0
     * @param step from one middle to the next
     */
    private record Spread(double start, double step, int count) {
        /** What neighbours may be farther apart than wanted, in all, for one square less. */
        private static final double SLACK = 0.05;

        /** @param step largest wanted, above 0 */
        static Spread of(double from, double to, double side, double step) {
            double strides = (to - from - side) / step;
            if (strides <= SLACK) {
                return new Spread((from + to) / 2, step, 1);
            }
            int more = (int) Math.min(Integer.MAX_VALUE - 1, Math.ceil(strides - SLACK));
            return new Spread(from + side / 2, (to - from - side) / more, more + 1);
        }

        double at(int number) {
            return start + number * step;
        }

        /** The first number: below 0 where the line goes on before its start and another square has room there. */
        int first(double bound, double side) {
            return (int) Math.min(0, Math.ceil((bound + side / 2 - start) / step - SLACK));
        }

        /** The last number, likewise. */
        int last(double bound, double side) {
            return (int) Math.max(count - 1, Math.floor((bound - side / 2 - start) / step + SLACK));
        }
    }
}
