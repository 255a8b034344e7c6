package dev.geofix.gallery;

import dev.geofix.geo.GeoPoint;
import dev.geofix.index.Hit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One gallery's descriptors and centres in memory, by sequence number. Changes are made under one lock from before their
 * commit until they stand here, so that they arrive in the order of the commits; searches do not wait for it. While the gallery is embedded
 * by another model, that one's index grows beside the answering one and takes its place at once.
 */
final class GalleryIndex {
    private final Map<Long, GeoPoint> centers = new ConcurrentHashMap<>();
    private final ReentrantLock changes = new ReentrantLock();
    private final Consumer<GalleryIndex> loader;
    private final AttributeSets attributes;
    private volatile ModelIndex current;
    /** Guarded by the lock. */
    private @Nullable ModelIndex next;
    private volatile boolean loaded;

    /** @param loader puts everything that the store holds */
    GalleryIndex(ModelIndex current, AttributeSets attributes, Consumer<GalleryIndex> loader) {
        this.current = current;
        this.attributes = attributes;
        this.loader = loader;
    }

    /** Runs a change of the store and of this index; no other change of this gallery comes between the two. */
    <T extends @Nullable Object> T change(Supplier<T> commitAndFollow) {
        changes.lock();
        try {
            load();
            return commitAndFollow.get();
        } finally {
            changes.unlock();
        }
    }

    /** The one that answers. Its model may be another than the store says, for as long as a change takes. */
    ModelIndex current() {
        return current;
    }

    void put(long sequence, GeoPoint center, float[] descriptor) {
        centers.put(sequence, center);
        current.vectors().put(sequence, descriptor);
        attributes.added(sequence);
    }

    void move(long sequence, GeoPoint center) {
        centers.put(sequence, center);
        attributes.changed();
    }

    void remove(long sequence) {
        current.vectors().remove(sequence);
        if (next != null) {
            next.vectors().remove(sequence);
        }
        centers.remove(sequence);
    }

    /** Begins the index of another model. */
    void prepare(ModelIndex index) {
        change(() -> next = index);
    }

    /** For the model being prepared; within a change. */
    void putNext(long sequence, float[] descriptor) {
        if (next != null) {
            next.vectors().put(sequence, descriptor);
        }
    }

    /** The prepared index answers from now on; within a change. */
    void switchToNext() {
        if (next != null) {
            current = next;
            next = null;
        }
    }

    void dropNext() {
        change(() -> next = null);
    }

    /** @param index that has answered when the search began, so that it is asked for a descriptor of its own model */
    List<Hit> search(ModelIndex index, float[] query, SearchRequest request) {
        load();
        return index.vectors().search(query, request.topK(),
                request.isFiltered() ? request.filter(centers::get, attributes) : null);
    }

    long bytes() {
        return current.vectors().bytes();
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
