package dev.geofix.gallery;

import dev.geofix.geo.GeoPoint;
import dev.geofix.index.Hit;
import dev.geofix.index.VectorIndex;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * One gallery's descriptors and centres in memory, by sequence number. Changes are made under one lock from before their
 * commit until they stand here, so that they arrive in the order of the commits; searches do not wait for it.
 */
final class GalleryIndex {
    private final VectorIndex vectors;
    private final Map<Long, GeoPoint> centers = new ConcurrentHashMap<>();
    private final ReentrantLock changes = new ReentrantLock();
    private final Consumer<GalleryIndex> loader;
    private volatile boolean loaded;

    /** @param loader puts everything that the store holds */
    GalleryIndex(VectorIndex vectors, Consumer<GalleryIndex> loader) {
        this.vectors = vectors;
        this.loader = loader;
    }

    /** Runs a change of the store and of this index; no other change of this gallery comes between the two. */
    <T> T change(Supplier<T> commitAndFollow) {
        changes.lock();
        try {
            load();
            return commitAndFollow.get();
        } finally {
            changes.unlock();
        }
    }

    void put(long sequence, GeoPoint center, float[] descriptor) {
        centers.put(sequence, center);
        vectors.put(sequence, descriptor);
    }

    void move(long sequence, GeoPoint center) {
        centers.put(sequence, center);
    }

    void remove(long sequence) {
        vectors.remove(sequence);
        centers.remove(sequence);
    }

    List<Hit> search(float[] query, SearchRequest request) {
        load();
        return vectors.search(query, request.topK(),
                request.isFiltered() ? sequence -> allows(sequence, request) : null);
    }

    long bytes() {
        return vectors.bytes();
    }

    private boolean allows(long sequence, SearchRequest request) {
        GeoPoint center = centers.get(sequence);
        return center != null && request.allows(center);
    }

    /** Reads the store once; whoever comes first waits for it, and so do those who come meanwhile. */
    void load() {
        if (loaded) {
            return;
        }
        changes.lock();
        try {
            if (!loaded) {
                loader.accept(this);
                loaded = true;
            }
        } finally {
            changes.unlock();
        }
    }
}
