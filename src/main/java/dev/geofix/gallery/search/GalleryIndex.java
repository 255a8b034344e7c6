package dev.geofix.gallery.search;

import dev.geofix.geo.GeoPoint;
import dev.geofix.vectorindex.Hit;
import dev.geofix.vectorindex.VectorIndex;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.function.BiFunction;
import java.util.Objects;
import java.util.Set;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One gallery's descriptors and centres in memory, by sequence number. Changes are made under one lock from before their
 * commit until they stand here, so that they arrive in the order of the commits; searches do not wait for it. While the gallery is embedded
 * by another model, that one's index grows beside the answering one and takes its place at once.
 */
public final class GalleryIndex {
    private final Map<Long, GeoPoint> centers = new ConcurrentHashMap<>();
    private final ReentrantLock changes = new ReentrantLock();
    private final Consumer<BiConsumer<Long, GeoPoint>> places;
    private final AttributeSets attributes;
    /** Counted before they are made. */
    private final AtomicLong removals = new AtomicLong();
    private volatile DescriptorIndex current;
    /** Guarded by the lock. */
    private @Nullable DescriptorIndex next;
    private volatile boolean loaded;

    /** @param places gives the centre of every tile that the store holds */
    public GalleryIndex(DescriptorIndex current, AttributeSets attributes,
            Consumer<BiConsumer<Long, GeoPoint>> places) {
        this.current = current;
        this.attributes = attributes;
        this.places = places;
    }

    /** Runs a change of the store and of this index; no other change of this gallery comes between the two. */
    public <T extends @Nullable Object> T change(Supplier<T> commitAndFollow) {
        changes.lock();
        try {
            load();
            return commitAndFollow.get();
        } finally {
            changes.unlock();
        }
    }

    /** The one that answers. Its model may be another than the store says, for as long as a change takes. */
    public DescriptorIndex current() {
        return current;
    }

    /**
     * @param content digest of the image
     * @param compact the descriptor, as the store has it
     */
    public void put(long sequence, long content, GeoPoint center, byte[] compact) {
        centers.put(sequence, center);
        current.vectors().put(sequence, content, compact);
        attributes.added(sequence);
    }

    public void move(long sequence, GeoPoint center) {
        centers.put(sequence, center);
        attributes.changed();
    }

    /** A tile that is replaced is put under its new number before: at any moment a search finds one of the two. */
    public void remove(long sequence) {
        removals.incrementAndGet();
        current.vectors().remove(sequence);
        if (next != null) {
            next.vectors().remove(sequence);
        }
        centers.remove(sequence);
    }

    /** Begins the index of another model with what the store has of it. */
    public void prepare(DescriptorIndex index) {
        change(() -> {
            index.open();
            next = index;
            return null;
        });
    }

    /** For the model being prepared; within a change. */
    public void putNext(long sequence, long content, byte[] compact) {
        if (next != null) {
            next.vectors().put(sequence, content, compact);
        }
    }

    /**
     * The prepared index answers from now on; within a change.
     *
     * @return the index that answered before, to be deleted once no search can hold it any more
     */
    @Nullable
    public DescriptorIndex switchToNext() {
        DescriptorIndex before = null;
        if (next != null) {
            before = current;
            current = next;
            next = null;
        }
        return before;
    }

    /** The index in the making is given up; what the store has of it stays. */
    public void dropNext() {
        change(() -> {
            if (next != null) {
                next.vectors().delete();
                next = null;
            }
            return null;
        });
    }

    /** Within the end of the service: both indexes are saved where there is time. */
    public void close(Duration most) {
        for (DescriptorIndex index : open()) {
            index.vectors().close(most);
        }
    }

    /** The gallery has gone. */
    public void delete() {
        for (DescriptorIndex index : open()) {
            index.vectors().delete();
        }
    }

    private List<DescriptorIndex> open() {
        changes.lock();
        try {
            return Stream.of(Optional.of(current), Optional.ofNullable(next)).flatMap(Optional::stream)
                    .filter(index -> index.opened() != null).toList();
        } finally {
            changes.unlock();
        }
    }

    /**
     * Searches for several vectors, and looks up in the store what was found, once for all of them. A tile that is replaced gets another number. When that happens meanwhile, the old one may be gone
     * from where it is looked for after the new one was missed: then all is done again while nothing changes.
     *
     * @param index that has answered when the search began, so that it is asked for a descriptor of its own model
     * @param lookUp gives what the store still has of these tiles, by sequence number
     * @param match of what was found and its score
     * @return the matches of each query, best first
     */
    public <V, T> List<List<T>> search(DescriptorIndex index, List<float[]> queries, SearchRequest request,
            Function<Collection<Long>, Map<Long, V>> lookUp, BiFunction<V, Double, T> match) {
        load();
        long before = removals.get();
        List<List<Hit>> hits = hits(index, queries, request);
        Set<Long> ids = ids(hits);
        Map<Long, V> found = lookUp.apply(ids);
        if (found.size() == ids.size() && removals.get() == before) {
            return matches(hits, found, match);
        }
        return change(() -> {
            List<List<Hit>> again = hits(index, queries, request);
            return matches(again, lookUp.apply(ids(again)), match);
        });
    }

    private static Set<Long> ids(List<List<Hit>> hits) {
        return hits.stream().flatMap(List::stream).map(Hit::id).collect(Collectors.toSet());
    }

    private static <V, T> List<List<T>> matches(List<List<Hit>> hits, Map<Long, V> found,
            BiFunction<V, Double, T> match) {
        return hits.stream().map(each -> each.stream().filter(hit -> found.containsKey(hit.id()))
                .map(hit -> match.apply(Objects.requireNonNull(found.get(hit.id())), hit.score())).toList()).toList();
    }

    private List<List<Hit>> hits(DescriptorIndex index, List<float[]> queries, SearchRequest request) {
        return queries.stream().map(query -> hits(index, query, request)).toList();
    }

    private List<Hit> hits(DescriptorIndex index, float[] query, SearchRequest request) {
        return index.vectors()
                .search(query, request.topK(),
                        request.isFiltered() ? request.filter(centers::get, attributes) : null)
                .stream().filter(hit -> hit.score() >= request.minScore()).toList();
    }

    public boolean isInUpkeep() {
        VectorIndex vectors = current.opened();
        return vectors != null && vectors.isInUpkeep();
    }

    public long bytes() {
        VectorIndex vectors = current.opened();
        return vectors == null ? 0 : vectors.bytes();
    }

    /** Reads the store once; whoever comes first waits for it, and so do those who come meanwhile. */
    public void load() {
        if (loaded) {
            return;
        }
        changes.lock();
        try {
            if (!loaded) {
                places.accept(centers::put);
                current.open();
                loaded = true;
            }
        } finally {
            changes.unlock();
        }
    }
}
