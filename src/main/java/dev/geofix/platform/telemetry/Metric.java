package dev.geofix.platform.telemetry;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;

/**
 * Every metric that Geofix emits, from which {@code docs/metrics.md} is made. What always holds between them stands in {@link Invariant}. The values of a
 * tag are few: where there could be many, the description says what bounds them.
 */
public enum Metric {
    LOCATE_REQUESTS("geofix.locate.requests", Kind.COUNTER, "requests", "", //
            "Photos asked for that have passed the checks of who asks, counted as they arrive"), //
    LOCATE("geofix.locate", Kind.HISTOGRAM, "seconds", "outcome", //
            "The same when they are answered: found, rejected (no tile deserves trust), error (whatever got no answer, bad requests included)"), //
    LOCATE_TURNED_AWAY("geofix.locate.turned.away", Kind.COUNTER, "requests", "", //
            "Requests for photos or embeddings that were turned away at once because as many as may be were under way"), //
    LOCATE_STAGE("geofix.locate.stage", Kind.HISTOGRAM, "seconds", "stage", //
            "Time of a locate request by stage: decode, preprocess, embed, search, verify, rerank, draw"), //

    DECODE_WAITING("geofix.decode.waiting", Kind.GAUGE, "images", "", //
            "Images that wait for memory or for a core to be decoded on"), //
    DECODE_REJECTED("geofix.decode.rejected", Kind.COUNTER, "images", "", //
            "Images turned away because they waited too long for memory or to be decoded"), //

    EMBED_BATCH_SIZE("geofix.embed.batch.size", Kind.SUMMARY, "images", "", //
            "Images that went through the network together"), //
    EMBED_PASS("geofix.embed.pass", Kind.TIMER, "seconds", "", //
            "Time of a pass of a batch through the network; its rate a second is the share of the time that the network is busy"), //
    EMBED_QUEUE("geofix.embed.queue", Kind.GAUGE, "images", "", //
            "Images that wait for the network"), //
    EMBED_QUEUE_CAPACITY("geofix.embed.queue.capacity", Kind.GAUGE, "images", "", //
            "Images that may wait for it; more are turned away"), //
    EMBED_QUEUE_WAIT("geofix.embed.queue.wait", Kind.HISTOGRAM, "seconds", "", //
            "Time an image waited for the network"), //
    EMBED_REJECTED("geofix.embed.rejected", Kind.COUNTER, "images", "", //
            "Images turned away because the queue before the network was full, or because they waited too long in it"), //

    GALLERIES("geofix.galleries", Kind.GAUGE, "galleries", "", //
            "Galleries kept"), //
    GALLERY_TILES("geofix.gallery.tiles", Kind.GAUGE, "tiles", "gallery", //
            "Tiles kept, by gallery: of a hundred of them, and of all others together under the name %other"), //
    GALLERY_FEATURES("geofix.gallery.features", Kind.GAUGE, "tiles", "gallery", //
            "Tiles with local features, by gallery as above"), //
    INDEX_BYTES("geofix.index.bytes", Kind.GAUGE, "bytes", "gallery", //
            "Memory of a gallery's search structures, by gallery as above"), //
    INDEX_UPKEEP("geofix.index.upkeep", Kind.GAUGE, "", "gallery", //
            "1 while a gallery's index is built, rebuilt or completed in the background; under %other the number of such galleries"), //

    IMPORT_RECEIVED("geofix.import.received", Kind.COUNTER, "tiles", "", //
            "Tiles of imports whose turn came"), //
    IMPORT_TILES("geofix.import.tiles", Kind.COUNTER, "tiles", "outcome", //
            "What became of them: indexed (new or changed), duplicate (there already), failed (the job's log says why)"), //

    JOBS("geofix.jobs", Kind.GAUGE, "jobs", "kind state", //
            "Jobs kept, by kind and state: queued, running, succeeded, failed, cancelled. Those of earlier runs of the service count too"), //
    JOB_DURATION("geofix.job.duration", Kind.TIMER, "seconds", "kind outcome", //
            "Time from the first start of a job to its end, for jobs that this process saw end: succeeded, failed, cancelled"), //

    TRAINING_STEP("geofix.training.step", Kind.GAUGE, "", "training", //
            "Steps that a running training has done. The tag is its job's id; the gauge goes when the training ends"), //
    TRAINING_STEPS("geofix.training.steps", Kind.GAUGE, "", "training", //
            "Steps that it will have done at its end"), //
    TRAINING_EPOCH("geofix.training.epoch", Kind.GAUGE, "", "training", //
            "Epochs that it has begun"), //
    TRAINING_LOSS("geofix.training.loss", Kind.GAUGE, "", "training", //
            "Loss of its last step"), //
    TRAINING_RATE("geofix.training.rate", Kind.GAUGE, "", "training", //
            "Steps a second since it was started or resumed"), //
    TRAINING_LEFT("geofix.training.left", Kind.GAUGE, "seconds", "training", //
            "Time that it will still take at that rate"), //

    MODEL_INFO("geofix.model.info", Kind.GAUGE, "", "version", //
            "Always 1; the tag names the active model"), //

    READY("geofix.ready", Kind.GAUGE, "", "", //
            "1 while the service is ready: a model loaded and warm, and the default gallery there to be asked; else 0"), //
    PROCESS_RESIDENT("geofix.process.resident", Kind.GAUGE, "bytes", "", //
            "Memory that the service holds in RAM, the network's native memory included; 0 where the system does not say"), //
    MEMORY_LIMIT("geofix.memory.limit", Kind.GAUGE, "bytes", "", //
            "Memory that the service may use: its container's limit, else the machine's memory");

    /** What a metric is to the monitoring system. A histogram is a timer with buckets, of which quantiles can be made. */
    public enum Kind {
        COUNTER, GAUGE, SUMMARY, TIMER, HISTOGRAM
    }

    /** Seconds. From a lone photo on a GPU to the end of patience; a request takes longer than any of its stages. */
    private static final double[] BUCKETS = {0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30};

    private final String id;
    private final Kind kind;
    private final @Nullable String unit;
    private final List<String> tags;
    private final String description;

    Metric(String id, Kind kind, String unit, String tags, String description) {
        this.id = id;
        this.kind = kind;
        this.unit = unit.isEmpty() ? null : unit;
        this.tags = tags.isEmpty() ? List.of() : List.of(tags.split(" "));
        this.description = description;
    }

    public String id() {
        return id;
    }

    public Kind kind() {
        return kind;
    }

    @Nullable
    public String unit() {
        return unit;
    }

    public List<String> tags() {
        return tags;
    }

    public String description() {
        return description;
    }

    /** @param tags name, value, name, value … */
    public Counter counter(MeterRegistry registry, String... tags) {
        return Counter.builder(id).description(description).baseUnit(unit).tags(tags).register(registry);
    }

    /** @param tags name, value, name, value … */
    public Timer timer(MeterRegistry registry, String... tags) {
        Timer.Builder timer = Timer.builder(id).description(description).tags(tags);
        if (kind == Kind.HISTOGRAM) {
            timer.serviceLevelObjectives(DoubleStream.of(BUCKETS)
                    .mapToObj(seconds -> Duration.ofMillis(Math.round(seconds * 1000))).toArray(Duration[]::new));
        }
        return timer.register(registry);
    }

    /** @param tags name, value, name, value … */
    public DistributionSummary summary(MeterRegistry registry, String... tags) {
        return DistributionSummary.builder(id).description(description).baseUnit(unit).tags(tags).register(registry);
    }

    /**
     * The registry holds {@code value} strongly and asks it at each reading.
     *
     * @param tags name, value, name, value …
     */
    public Gauge gauge(MeterRegistry registry, Supplier<Number> value, String... tags) {
        return Gauge.builder(id, value).description(description).baseUnit(unit).tags(tags).register(registry);
    }

    /** What holds between metrics of one process whenever no work is under way. A restart begins all counts at 0. */
    public enum Invariant {
        LOCATE("geofix.locate.requests = geofix.locate (found + rejected + error)",
                "A request counts once it is let through to `POST /api/v1/locate`, whether or not it has a photo, and counts to its end: one that breaks off, or whose body cannot be read, is an error. "
                        + "One whose asker has gone before the answer counts as what was found. Requests that are refused before, by the web server or for lack of a key, count in neither."), //
        IMPORTS("geofix.import.received = geofix.import.tiles (indexed + duplicate + failed)",
                "A tile is received when its turn has come and it was put or refused. What a cancelled or interrupted import had not come to counts in neither; "
                        + "what the resumed import meets again counts again, as duplicate."), //
        JOBS("geofix.jobs (sum over states of a kind) = jobs of that kind ever submitted",
                "A job is in one state at a time, and is kept when it has ended.");

        private final String equation;
        private final String meaning;

        Invariant(String equation, String meaning) {
            this.equation = equation;
            this.meaning = meaning;
        }

        public String equation() {
            return equation;
        }

        public String meaning() {
            return meaning;
        }
    }
}
