package dev.geofix.ingest.tileset;

import dev.geofix.ingest.source.RowScheme;

/** How many tiles lie in a window when their rows are counted from the north, from the south, or either way. */
final class RowCensus {
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
        boolean fromSouth = window.contains(column, (1L << window.zoom()) - 1 - row);
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
