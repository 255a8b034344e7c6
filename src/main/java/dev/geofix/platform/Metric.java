package dev.geofix.platform;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Every metric that Geofix emits; its tags stand in the description. Durations are timers, whose unit the monitoring system chooses.
 * Invariant: the requests counted by {@link #LOCATE} are found + rejected + error.
 */
public enum Metric {
    LOCATE("geofix.locate", "Photos asked for, by outcome: found, rejected (no tile deserves trust), error",
            null), LOCATE_STAGE("geofix.locate.stage",
                    "Time of a locate request by stage: decode, preprocess, embed, search, rerank",
                    null), EMBED_BATCH_SIZE("geofix.embed.batch.size", "Images that went through the network together",
                            "images"), EMBED_QUEUE_WAIT("geofix.embed.queue.wait",
                                    "Time an image waited for the network",
                                    null), EMBED_REJECTED("geofix.embed.rejected",
                                            "Images turned away because the queue before the network was full",
                                            "images"), GALLERY_TILES("geofix.gallery.tiles", "Tiles kept, by gallery",
                                                    "tiles"), INDEX_BYTES("geofix.index.bytes",
                                                            "Memory of a gallery's search structures, by gallery",
                                                            "bytes"), IMPORT_TILES("geofix.import.tiles",
                                                                    "Tiles of imports by outcome: indexed, duplicate, failed",
                                                                    "tiles"), JOBS("geofix.jobs",
                                                                            "Jobs by kind and state",
                                                                            "jobs"), MODEL_INFO("geofix.model.info",
                                                                                    "Always 1; the tag version names the active model",
                                                                                    null);

    private final String id;
    private final String description;
    private final @Nullable String unit;

    Metric(String id, String description, @Nullable String unit) {
        this.id = id;
        this.description = description;
        this.unit = unit;
    }

    public String id() {
        return id;
    }

    /** @param tags name, value, name, value … */
    public Counter counter(MeterRegistry registry, String... tags) {
        return Counter.builder(id).description(description).baseUnit(unit).tags(tags).register(registry);
    }

    public Timer timer(MeterRegistry registry, String... tags) {
        return Timer.builder(id).description(description).tags(tags).register(registry);
    }

    public DistributionSummary summary(MeterRegistry registry, String... tags) {
        return DistributionSummary.builder(id).description(description).baseUnit(unit).tags(tags).register(registry);
    }

    /** The registry holds {@code value} strongly and asks it at each reading. */
    public Gauge gauge(MeterRegistry registry, Supplier<Number> value, String... tags) {
        return Gauge.builder(id, value).description(description).baseUnit(unit).tags(tags).register(registry);
    }
}
