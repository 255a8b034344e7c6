package dev.geofix.ingest.tileset;

import dev.geofix.geo.BoundingBox;
import dev.geofix.geo.MapTile;
import dev.geofix.ingest.source.RowScheme;
import dev.geofix.ingest.source.UnusableSourceException;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * From which end a pyramid's rows are counted. What programs state is often copied from another pyramid or left by another run, so where
 * bounds are stated as well, that scheme holds which puts the tiles within them.
 *
 * @param remark says what was decided against a statement
 */
record SchemeChoice(RowScheme scheme, String remark) {
    private static final String WAY_OUT = " Say which is right: scheme=xyz (rows counted from the north) or scheme=tms (from the south).";

    /** Column and row of each tile, as they are named. */
    @FunctionalInterface
    interface Places<E extends Exception> {
        void forEach(Visitor visitor) throws E;
    }

    @FunctionalInterface
    interface Visitor {
        void visit(long column, long row);
    }

    /**
     * @param stated what holds where the bounds tell nothing; null where the statements contradict each other or the format
     * @param bounds one for each file that states some
     * @param places of the tiles of the zoom; asked only where there are bounds
     * @throws UnusableSourceException when statements contradict each other and nothing decides
     */
    static <E extends Exception> SchemeChoice of(@Nullable RowScheme stated, List<StatedBounds> bounds, int zoom,
            Places<E> places) throws E {
        // The one tile of zoom 0 is its own mirror image.
        if (zoom == 0) {
            return new SchemeChoice(RowScheme.XYZ, "");
        }
        List<List<RowCensus>> censuses = bounds.stream().filter(each -> !each.readings().isEmpty())
                .map(each -> each.readings().stream().map(box -> new RowCensus(TileWindow.of(box, zoom))).toList())
                .toList();
        if (!censuses.isEmpty()) {
            places.forEach((column, row) -> censuses
                    .forEach(readings -> readings.forEach(census -> census.add(column, row))));
        }
        return decide(stated, censuses.stream().map(SchemeChoice::meant).toList());
    }

    /** Of several readings of the same numbers the first in which a tile lies. */
    private static RowCensus meant(List<RowCensus> readings) {
        return readings.stream().filter(each -> each.finding() != RowCensus.Finding.OUTSIDE).findFirst()
                .orElse(readings.getFirst());
    }

    private static SchemeChoice decide(@Nullable RowScheme stated, List<RowCensus> censuses) {
        Set<RowCensus.Finding> findings = EnumSet.noneOf(RowCensus.Finding.class);
        censuses.forEach(census -> findings.add(census.finding()));
        boolean xyz = findings.contains(RowCensus.Finding.XYZ);
        boolean tms = findings.contains(RowCensus.Finding.TMS);
        if (xyz && tms || findings.contains(RowCensus.Finding.BOTH)) {
            throw new UnusableSourceException("Of the tiles some lie within the stated bounds if rows are counted from "
                    + "the north, and others if they are counted from the south." + WAY_OUT);
        }
        if (xyz || tms) {
            return found(xyz ? RowScheme.XYZ : RowScheme.TMS, stated, censuses);
        }
        if (stated == null) {
            throw new UnusableSourceException("The metadata contradict themselves or the format in the scheme of the "
                    + "rows, and there are no bounds that decide." + WAY_OUT);
        }
        return new SchemeChoice(stated, findings.contains(RowCensus.Finding.OUTSIDE)
                ? "the tiles lie outside the stated bounds, whichever way rows are counted; scheme " + name(stated)
                        + " taken"
                : "");
    }

    private static SchemeChoice found(RowScheme scheme, @Nullable RowScheme stated, List<RowCensus> censuses) {
        long against = censuses.stream().mapToLong(census -> census.against(scheme)).max().orElse(0);
        String stray = against == 0 ? "" : ", but for " + against + " of them";
        return new SchemeChoice(scheme, scheme == stated && against == 0
                ? ""
                : "scheme " + name(scheme) + " taken: so the tiles lie within the stated bounds" + stray);
    }

    private static String name(RowScheme scheme) {
        return scheme.name().toLowerCase(Locale.ROOT);
    }

    /** How many tiles lie in a window when their rows are counted from the north, from the south, or either way. */
    private static final class RowCensus {
        /** A scheme holds when it puts so many times as many tiles into the window as the other does. */
        private static final int CLEARLY = 10;

        private final TileWindow window;
        private long onlyFromNorth;
        private long onlyFromSouth;
        private long eitherWay;

        /** What a window tells. */
        enum Finding {
            /** Rows are counted from the north. */
            XYZ,
            /** Rows are counted from the south. */
            TMS,
            /** Nothing: the same tiles lie in it either way. */
            NEITHER,
            /** Nothing: no tile lies in it, however rows are counted. */
            OUTSIDE,
            /** Some tiles lie in it only one way, others only the other way. */
            BOTH
        }

        RowCensus(TileWindow window) {
            this.window = window;
        }

        void add(long column, long row) {
            boolean fromNorth = window.contains(column, row);
            boolean fromSouth = window.contains(column, MapTile.mirrored(window.zoom(), row));
            if (fromNorth && fromSouth) {
                eitherWay++;
            } else if (fromNorth) {
                onlyFromNorth++;
            } else if (fromSouth) {
                onlyFromSouth++;
            }
        }

        Finding finding() {
            if (onlyFromNorth == 0 && onlyFromSouth == 0) {
                return eitherWay == 0 ? Finding.OUTSIDE : Finding.NEITHER;
            }
            if (onlyFromNorth >= CLEARLY * onlyFromSouth) {
                return Finding.XYZ;
            }
            return onlyFromSouth >= CLEARLY * onlyFromNorth ? Finding.TMS : Finding.BOTH;
        }

        /** Tiles that lie in the window only if their rows are counted the other way. */
        long against(RowScheme scheme) {
            return scheme == RowScheme.XYZ ? onlyFromSouth : onlyFromNorth;
        }
    }

    /** The tiles of a zoom that show something of a box: columns from the west and rows from the north, both ends included. */
    private record TileWindow(int zoom, long west, long north, long east, long south) {
        /** So much of a tile is no more than rounding of the box. */
        private static final double ROUNDING = 0.01;

        static TileWindow of(BoundingBox box, int zoom) {
            long side = MapTile.side(zoom);
            double top = MapTile.row(box.north(), zoom);
            double bottom = MapTile.row(box.south(), zoom);
            // Beyond the date line there are columns at both ends; the rows tell enough.
            double left = box.crossesDateLine() ? 0 : MapTile.column(box.west(), zoom);
            double right = box.crossesDateLine() ? side : MapTile.column(box.east(), zoom);
            return new TileWindow(zoom, first(left, side), first(top, side), last(left, right, side),
                    last(top, bottom, side));
        }

        boolean contains(long column, long row) {
            return column >= west && column <= east && row >= north && row <= south;
        }

        private static long first(double from, long side) {
            return Math.clamp((long) Math.floor(from + ROUNDING), 0, side - 1);
        }

        private static long last(double from, double to, long side) {
            return Math.clamp((long) Math.ceil(to - ROUNDING) - 1, first(from, side), side - 1);
        }
    }
}
