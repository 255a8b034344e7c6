package dev.geofix.ingest.geotiff;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** The parts of a picture that were used last, and what is wrong with the parts that cannot be read. */
final class CellCache {
    private record Key(CellLayer layer, long unit) {}

    /** Decodes a part. */
    interface Decoder {
        int[] decode() throws IOException, RefusedPartException;
    }

    private static final int MOST_REFUSED = 100_000;
    /** What an entry takes beside its cells, in cells. */
    private static final int ENTRY = 32;

    private final long mostCells;
    private final LinkedHashMap<Key, int[]> parts = new LinkedHashMap<>(16, 0.75f, true);
    private final Map<Key, RefusedPartException> refused = new LinkedHashMap<>();
    private long cells;

    /** @param mostCells four bytes each; a part that is larger is kept while it is the only one */
    CellCache(long mostCells) {
        this.mostCells = mostCells;
    }

    int[] get(CellLayer layer, long unit, Decoder decoder) throws IOException, RefusedPartException {
        Key key = new Key(layer, unit);
        int[] part = parts.get(key);
        if (part != null) {
            return part;
        }
        RefusedPartException reason = refused.get(key);
        if (reason != null) {
            throw reason;
        }
        try {
            int[] decoded = decoder.decode();
            keep(key, decoded);
            return decoded;
        } catch (RefusedPartException e) {
            if (refused.size() < MOST_REFUSED) {
                refused.put(key, e);
            }
            throw e;
        }
    }

    private void keep(Key key, int[] part) {
        parts.put(key, part);
        cells += part.length + ENTRY;
        var oldest = parts.entrySet().iterator();
        while (cells > mostCells && parts.size() > 1) {
            cells -= oldest.next().getValue().length + ENTRY;
            oldest.remove();
        }
    }
}
