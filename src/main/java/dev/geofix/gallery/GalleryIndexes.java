package dev.geofix.gallery;

import dev.geofix.index.LocalIndex;
import dev.geofix.model.ModelVersion;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** The indexes of all galleries. Each is read from the store when first asked for; after the start a background thread asks for all. */
@Component
class GalleryIndexes implements DisposableBean {
    private static final Logger LOG = LoggerFactory.getLogger(GalleryIndexes.class);

    private final GalleryStore galleries;
    private final DescriptorStore descriptors;
    private final AttributeStore attributes;
    private final Map<Long, GalleryIndex> indexes = new ConcurrentHashMap<>();
    private final ExecutorService upkeep = Executors
            .newSingleThreadExecutor(Thread.ofPlatform().daemon().name("index-upkeep").factory());

    GalleryIndexes(GalleryStore galleries, DescriptorStore descriptors, AttributeStore attributes) {
        this.galleries = galleries;
        this.descriptors = descriptors;
        this.attributes = attributes;
    }

    GalleryIndex of(StoredGallery stored) {
        return indexes.computeIfAbsent(stored.id(), id -> new GalleryIndex(
                empty(stored.gallery().model(), stored.dimension()), attributes.sets(id), index -> descriptors
                        .forEach(stored, stored.gallery().model(), stored.dimension(), index::put)));
    }

    ModelIndex empty(ModelVersion model, int dimension) {
        return new ModelIndex(model, new LocalIndex(dimension, upkeep));
    }

    /** Memory that the index takes now: 0 before anybody asked for it. */
    long bytes(long gallery) {
        GalleryIndex index = indexes.get(gallery);
        return index == null ? 0 : index.bytes();
    }

    void forget(long gallery) {
        indexes.remove(gallery);
    }

    @EventListener(ApplicationStartedEvent.class)
    void loadAll() {
        Thread.ofPlatform().daemon().name("index-load").start(() -> galleries.list().forEach(stored -> {
            try {
                of(stored).load();
            } catch (RuntimeException e) {
                LOG.error("Gallery '{}' cannot be read into memory; the next search tries again",
                        stored.gallery().name(), e);
            }
        }));
    }

    @Override
    public void destroy() {
        upkeep.shutdownNow();
    }
}
