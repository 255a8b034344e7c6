package dev.geofix.gallery.search;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.function.LongPredicate;
import org.roaringbitmap.longlong.Roaring64Bitmap;

/**
 * Which tiles of one gallery have an attribute that was asked for. A set is read from the store when first asked for and grows with what is put
 * later; deleted tiles stay in it, as their sequence numbers are never given out again. A set that is given out never changes.
 */
public final class AttributeSets {
    private static final int KEPT = 64;

    private final Source source;
    private final Cache<AttributeFilter, Known> known = Caffeine.newBuilder().maximumSize(KEPT).executor(Runnable::run)
            .build();
    private long newest = Long.MIN_VALUE;
    private long version;

    /** @param upTo the newest tile that certainly is in it */
    private record Known(Roaring64Bitmap tiles, long upTo) {}

    public AttributeSets(Source source) {
        this.source = source;
    }

    /** Called when the store has a tile with that number, the greatest so far. */
    synchronized void added(long sequence) {
        newest = Math.max(newest, sequence);
    }

    /** Called when the store has other attributes for a tile that it had already. */
    synchronized void changed() {
        version++;
        known.invalidateAll();
    }

    LongPredicate having(AttributeFilter filter) {
        Known before;
        long upTo;
        long read;
        synchronized (this) {
            before = known.getIfPresent(filter);
            upTo = newest;
            read = version;
        }
        if (before != null && before.upTo() >= upTo) {
            return before.tiles()::contains;
        }
        Roaring64Bitmap tiles = before == null ? new Roaring64Bitmap() : before.tiles().clone();
        source.tiles(filter, before == null ? Long.MIN_VALUE : before.upTo(), tiles::addLong);
        keep(filter, new Known(tiles, upTo), read);
        return tiles::contains;
    }

    private synchronized void keep(AttributeFilter filter, Known found, long read) {
        if (version == read) {
            known.put(filter, found);
        }
    }

    /** The store. */
    @FunctionalInterface
    public interface Source {
        /** Gives every tile after the given one that has the attribute, at least those that the store had when it was called. */
        void tiles(AttributeFilter filter, long after, LongSink sink);
    }

    @FunctionalInterface
    public interface LongSink {
        void accept(long sequence);
    }
}
