package dev.geofix.ingest.tileset;

import dev.geofix.ingest.source.UnusableSourceException;
import java.util.SortedSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The zoom of which tiles are taken. One gallery holds one ground size, so it is one of them.
 *
 * @param remark says which was taken where there were several and none was named
 */
record ZoomChoice(int zoom, String remark) {
    /**
     * The wanted zoom, or the deepest.
     *
     * @param there zooms that have tiles, one at least
     * @throws UnusableSourceException when the wanted one is not among them
     */
    static ZoomChoice of(SortedSet<Integer> there, @Nullable Integer wanted) {
        String list = there.stream().map(Object::toString).collect(Collectors.joining(", "));
        if (wanted != null && !there.contains(wanted)) {
            throw new UnusableSourceException("There are no tiles of zoom " + wanted + ", but of " + list + ".");
        }
        int zoom = wanted == null ? there.last() : wanted;
        return new ZoomChoice(zoom, wanted == null && there.size() > 1 ? "zoom " + zoom + " taken of " + list : "");
    }

    /** This remark and another, as far as they are not empty. */
    String remarkWith(String other) {
        return remark + (remark.isEmpty() || other.isEmpty() ? "" : "; ") + other;
    }
}
