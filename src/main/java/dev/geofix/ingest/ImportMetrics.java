package dev.geofix.ingest;

import dev.geofix.gallery.PutResult;
import dev.geofix.platform.telemetry.Metric;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import org.springframework.stereotype.Component;

/** Counts the tiles of all imports: received = indexed + duplicate + failed, however an import ends. */
@Component
class ImportMetrics {
    private final Counter received;
    private final Counter indexed;
    private final Counter duplicate;
    private final Counter failed;

    ImportMetrics(MeterRegistry meters) {
        received = Metric.IMPORT_RECEIVED.counter(meters);
        indexed = Metric.IMPORT_TILES.counter(meters, "outcome", "indexed");
        duplicate = Metric.IMPORT_TILES.counter(meters, "outcome", "duplicate");
        failed = Metric.IMPORT_TILES.counter(meters, "outcome", "failed");
    }

    void put(List<PutResult> results) {
        received.increment(results.size());
        results.forEach(result -> (switch (result.outcome()) {
            case CREATED, REPLACED -> indexed;
            case UNCHANGED -> duplicate;
            case REFUSED -> failed;
        }).increment());
    }

    /** Tiles that the source could not give, or that could not be put. */
    void failed(int tiles) {
        received.increment(tiles);
        failed.increment(tiles);
    }
}
