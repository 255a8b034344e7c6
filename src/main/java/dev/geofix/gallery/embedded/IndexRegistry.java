package dev.geofix.gallery.embedded;

import dev.geofix.gallery.StoredGallery;
import dev.geofix.gallery.search.DescriptorIndex;
import dev.geofix.gallery.search.GalleryIndex;
import dev.geofix.inference.ModelVersion;
import dev.geofix.platform.GeofixSettings;
import dev.geofix.vectorindex.IndexStamp;
import dev.geofix.vectorindex.VectorIndex;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.util.FileSystemUtils;

/**
 * The indexes of all galleries. Each is restored from its folder and brought in line with the store when first asked for; after the start a
 * background thread asks for all.
 */
@Component
@ConditionalOnProperty(name = "geofix.store", havingValue = "embedded", matchIfMissing = true)
class IndexRegistry implements SmartInitializingSingleton, DisposableBean {
    private static final Logger log = LoggerFactory.getLogger(IndexRegistry.class);
    /** A search that began before its index was left has ended by then. */
    private static final Duration LEFT = Duration.ofMinutes(5);
    /** Together, at the end of the service. */
    private static final Duration SAVING = Duration.ofSeconds(20);

    private final GalleryTable galleries;
    private final TileTable tiles;
    private final DescriptorTable descriptors;
    private final GalleryIndexFolders folders;
    private final Map<Long, GalleryIndex> indexes = new ConcurrentHashMap<>();
    private final ScheduledExecutorService upkeep = Executors
            .newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("index-upkeep").factory());

    IndexRegistry(GalleryTable galleries, TileTable tiles, DescriptorTable descriptors,
            GeofixSettings settings) {
        this.galleries = galleries;
        this.tiles = tiles;
        this.descriptors = descriptors;
        folders = new GalleryIndexFolders(settings.data().resolve("index"));
    }

    GalleryIndex of(StoredGallery stored) {
        return indexes.computeIfAbsent(stored.id(), id -> {
            folders.keepOnly(stored, stored.gallery().model());
            return new GalleryIndex(of(stored, stored.gallery().model(), stored.dimension()), tiles.attributes(id),
                    reader -> tiles.forEachCenter(id, reader));
        });
    }

    /** The index of what that model has made of the gallery. */
    DescriptorIndex of(StoredGallery stored, ModelVersion model, int dimension) {
        IndexStamp stamp = new IndexStamp("gallery " + stored.id() + " of " + stored.gallery().created(), model.value(),
                dimension);
        return new DescriptorIndex(model, () -> VectorIndex.open(folders.of(stored, model), stamp,
                descriptors.source(stored, model, dimension), upkeep));
    }

    /** Deletes an index that is asked no longer, and closes it once the searches that have it in hand are through. */
    void retire(DescriptorIndex left) {
        VectorIndex vectors = left.opened();
        if (vectors != null) {
            upkeep.schedule(vectors.retire(), LEFT.toSeconds(), TimeUnit.SECONDS);
        }
    }

    /** Memory that the index takes now: 0 before anybody asked for it. */
    long bytes(long gallery) {
        GalleryIndex index = indexes.get(gallery);
        return index == null ? 0 : index.bytes();
    }

    boolean isInUpkeep(long gallery) {
        GalleryIndex index = indexes.get(gallery);
        return index != null && index.isInUpkeep();
    }

    void forget(long gallery) {
        GalleryIndex index = indexes.remove(gallery);
        if (index != null) {
            index.delete();
        }
    }

    /** Before the first request can make a gallery. */
    @Override
    public void afterSingletonsInstantiated() {
        folders.keepOnly(galleries.list());
    }

    @EventListener(ApplicationStartedEvent.class)
    void loadAll() {
        Thread.ofPlatform().daemon().name("index-load").start(() -> galleries.list().forEach(stored -> {
            try {
                of(stored).load();
            } catch (RuntimeException e) {
                log.error("Gallery '{}' cannot be read into memory; the next search tries again",
                        stored.gallery().name(), e);
            }
        }));
    }

    @Override
    public void destroy() {
        long end = System.nanoTime() + SAVING.toNanos();
        indexes.values().forEach(index -> index.close(Duration.ofNanos(Math.max(0, end - System.nanoTime()))));
        upkeep.shutdownNow();
    }

    /** Where the indexes lie: a folder for each gallery by number, in it one for each model. All can be made again from the store. */
    private record GalleryIndexFolders(Path root) {
        private static final Logger log = LoggerFactory.getLogger(GalleryIndexFolders.class);

        Path of(StoredGallery stored, ModelVersion model) {
            return of(stored.id()).resolve(model.value());
        }

        /** Deletes what galleries have left that are gone. */
        void keepOnly(List<StoredGallery> galleries) {
            clean(root, galleries.stream().map(stored -> of(stored.id())).collect(Collectors.toSet()));
        }

        /** Deletes what other models have left; called while none of the gallery's indexes is open. */
        void keepOnly(StoredGallery stored, ModelVersion model) {
            clean(of(stored.id()), Set.of(of(stored, model)));
        }

        private Path of(long gallery) {
            return root.resolve(Long.toString(gallery));
        }

        private static void clean(Path parent, Set<Path> keep) {
            if (!Files.isDirectory(parent)) {
                return;
            }
            try (Stream<Path> folders = Files.list(parent)) {
                for (Path folder : folders.filter(path -> !keep.contains(path)).toList()) {
                    FileSystemUtils.deleteRecursively(folder);
                }
            } catch (IOException e) {
                log.warn("Not everything in {} that is no longer needed could be deleted: {}", parent, e.toString());
            }
        }
    }
}
