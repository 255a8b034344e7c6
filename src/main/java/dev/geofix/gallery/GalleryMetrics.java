package dev.geofix.gallery;

import dev.geofix.platform.UnavailableException;
import dev.geofix.platform.telemetry.Metric;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Tiles and memory of galleries: of {@value #MOST} each by itself, of all others together, so that a monitoring system need not bear thousands of
 * series. Readings go by name, because a gallery may be deleted and another made of that name.
 */
@Component
class GalleryMetrics {
    private static final Logger log = LoggerFactory.getLogger(GalleryMetrics.class);

    static final int MOST = 100;
    /** No gallery can have that name. */
    static final String OTHER = "%other";

    private final GalleryStore galleries;
    private final MeterRegistry meters;
    private final Map<GalleryName, List<Gauge>> watched = new ConcurrentHashMap<>();

    GalleryMetrics(GalleryStore galleries, MeterRegistry meters) {
        this.galleries = galleries;
        this.meters = meters;
        Metric.GALLERIES.gauge(meters, () -> galleries.list().size());
        gauges(OTHER, value -> galleries.list().stream().filter(stored -> !watched.containsKey(stored.gallery().name()))
                .mapToLong(value).sum());
    }

    /** A store that cannot be asked yet keeps nobody from starting; its galleries are watched when they are next changed. */
    @EventListener(ApplicationStartedEvent.class)
    void watchAll() {
        try {
            galleries.list().forEach(stored -> watch(stored.gallery().name()));
        } catch (UnavailableException e) {
            log.warn("Galleries are not measured one by one so far: {}", e.getMessage());
        }
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
                Metric.INDEX_BYTES.gauge(meters, () -> reading.apply(galleries::indexBytes), "gallery",
                        tag),
                Metric.INDEX_UPKEEP.gauge(meters,
                        () -> reading.apply(stored -> galleries.isInUpkeep(stored) ? 1 : 0), "gallery", tag));
    }
}
