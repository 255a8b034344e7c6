package dev.geofix.gallery;

import dev.geofix.platform.Metric;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Tiles and memory of each gallery. Readings go by name, because a gallery may be deleted and another made of that name. */
@Component
class GalleryMetrics {
    private final GalleryStore galleries;
    private final GalleryIndexes indexes;
    private final MeterRegistry meters;
    private final Map<GalleryName, Gauges> watched = new ConcurrentHashMap<>();

    GalleryMetrics(GalleryStore galleries, GalleryIndexes indexes, MeterRegistry meters) {
        this.galleries = galleries;
        this.indexes = indexes;
        this.meters = meters;
    }

    @EventListener(ApplicationStartedEvent.class)
    void watchAll() {
        galleries.list().forEach(stored -> follow(stored.gallery().name()));
    }

    /** Brings the gauges in line with whether there is a gallery of that name. */
    void follow(GalleryName name) {
        watched.compute(name, (same, gauges) -> {
            boolean exists = galleries.find(name).isPresent();
            if (!exists && gauges != null) {
                meters.remove(gauges.tiles());
                meters.remove(gauges.bytes());
            }
            return !exists ? null : gauges != null ? gauges : watch(name);
        });
    }

    private Gauges watch(GalleryName name) {
        return new Gauges(
                Metric.GALLERY_TILES.gauge(meters,
                        () -> galleries.find(name).map(stored -> stored.gallery().tiles()).orElse(0L), "gallery",
                        name.value()),
                Metric.INDEX_BYTES.gauge(meters,
                        () -> galleries.find(name).map(stored -> indexes.bytes(stored.id())).orElse(0L), "gallery",
                        name.value()));
    }

    private record Gauges(Gauge tiles, Gauge bytes) {}
}
