package dev.geofix.gallery.opensearch;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A document, and the numbers by which it is changed only as long as it is this one.
 *
 * @param key its id
 * @param cell where it lies; null where documents lie by their ids
 * @param older documents of the same tile that this one supersedes: see {@link TileDoubles}
 */
record TileVersion(TileDocument document, String key, @Nullable String cell, long seqNo, long primaryTerm,
        List<TileVersion> older) {
    /** The newest is the last. */
    static final Comparator<TileVersion> ORDER = Comparator
            .comparingLong((TileVersion version) -> version.document().sequence())
            .thenComparingLong(version -> version.document().revision()).thenComparing(TileVersion::key);

    /** This one and the older ones. */
    List<TileVersion> all() {
        return Stream.concat(Stream.of(this), older.stream()).toList();
    }

    /** The newest of both, with the others. */
    TileVersion with(TileVersion other) {
        List<TileVersion> both = Stream.concat(all().stream(), other.all().stream()).sorted(ORDER.reversed()).toList();
        TileVersion newest = both.getFirst();
        return new TileVersion(newest.document, newest.key, newest.cell, newest.seqNo, newest.primaryTerm,
                both.subList(1, both.size()).stream().map(TileVersion::alone).toList());
    }

    private TileVersion alone() {
        return new TileVersion(document, key, cell, seqNo, primaryTerm, List.of());
    }
}
