package dev.geofix.gallery;

import dev.geofix.platform.telemetry.Metric;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Tiles and memory of galleries: of {@value #MOST} each by itself, of all others together, so that a monitoring system need not bear thousands of
 * series. Readings go by name, because a gallery may be deleted and another made of that name.
 */
@Component
class GalleryMetrics {
    static final int MOST = 100;
    /** No gallery can have that name. */
    static final String OTHER = "%other";

    private final GalleryStore galleries;
    private final IndexRegistry indexes;
    private final MeterRegistry meters;
    private final Map<GalleryName, List<Gauge>> watched = new ConcurrentHashMap<>();

    GalleryMetrics(GalleryStore galleries, IndexRegistry indexes, MeterRegistry meters) {
        this.galleries = galleries;
        this.indexes = indexes;
        this.meters = meters;
        Metric.GALLERIES.gauge(meters, () -> galleries.list().size());
        gauges(OTHER, value -> galleries.list().stream().filter(stored -> !watched.containsKey(stored.gallery().name()))
                .mapToLong(value).sum());
    }

    @EventListener(ApplicationStartedEvent.class)
    void watchAll() {
        galleries.list().forEach(stored -> watch(stored.gallery().name()));
    }

    /** Brings the gauges in line with whether there is a gallery of that name. */
    synchronized void follow(GalleryName name) {
        if (galleries.find(name).isPresent()) {
            watch(name);
            return;
        }
        List<Gauge> gone = watched.remove(name);
        if (gone != null) {
            gone.forEach(meters::remove);
            watchAll();
        }
    }

    private synchronized void watch(GalleryName name) {
        if (!watched.containsKey(name) && watched.size() < MOST) {
            watched.put(name, gauges(name.value(),
                    value -> galleries.find(name).map(value::applyAsLong).orElse(0L)));
        }
    }

    private List<Gauge> gauges(String tag, Function<ToLongFunction<StoredGallery>, Number> reading) {
        return List.of(
                Metric.GALLERY_TILES.gauge(meters, () -> reading.apply(stored -> stored.gallery().tiles()), "gallery",
                        tag),
                Metric.GALLERY_FEATURES.gauge(meters,
                        () -> reading.apply(stored -> stored.gallery().tilesWithFeatures()),
                        "gallery", tag),
                Metric.INDEX_BYTES.gauge(meters, () -> reading.apply(stored -> indexes.bytes(stored.id())), "gallery",
                        tag),
                Metric.INDEX_UPKEEP.gauge(meters,
                        () -> reading.apply(stored -> indexes.isInUpkeep(stored.id()) ? 1 : 0), "gallery", tag));
    }
}
