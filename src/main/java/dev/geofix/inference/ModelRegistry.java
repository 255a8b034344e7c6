package dev.geofix.inference;

import dev.geofix.inference.MicroBatcher.EncoderMetrics;
import dev.geofix.network.InvalidModelException;
import dev.geofix.network.ModelFolder;
import dev.geofix.network.ModelManifest;
import dev.geofix.platform.GeofixSettings;
import dev.geofix.platform.UnavailableException;
import dev.geofix.platform.UserException;
import dev.geofix.platform.telemetry.Metric;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.stereotype.Component;

/** The model versions of this data folder. One of them is active; it is loaded when the service starts. */
@Component
public class ModelRegistry implements InitializingBean, DisposableBean {
    private static final Logger log = LoggerFactory.getLogger(ModelRegistry.class);

    private static final long FOLLOW_SECONDS = 5;

    private final ModelFiles files;
    private final ModelSettings settings;
    private final MeterRegistry meters;
    private final EncoderMetrics metrics;
    private volatile @Nullable GlqiEncoder active;
    private final Set<GlqiEncoder> leaving = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService release = Executors
            .newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("model-release").factory());
    /** Beside the active one; guarded by this. */
    private final Map<ModelVersion, GlqiEncoder> standby = new HashMap<>();
    private volatile String whyNone = "No model is active. The first start installs the demo model, unless "
            + "geofix.demo.enabled is false.";
    private @Nullable Gauge info;

    ModelRegistry(GeofixSettings geofix, ModelSettings settings, MeterRegistry meters) {
        this.files = new ModelFiles(geofix.sharedFolder().resolve("models"));
        this.settings = settings;
        this.meters = meters;
        this.metrics = EncoderMetrics.in(meters);
        if (geofix.shared() != null) {
            release.scheduleWithFixedDelay(this::follow, FOLLOW_SECONDS, FOLLOW_SECONDS, TimeUnit.SECONDS);
        }
        Metric.EMBED_QUEUE.gauge(meters, this::waiting);
        Metric.EMBED_QUEUE_CAPACITY.gauge(meters, settings::queue);
    }

    /**
     * The encoder of the active version, loaded and warm.
     *
     * @throws NoActiveModelException when none is
     */
    public Encoder active() {
        GlqiEncoder encoder = active;
        if (encoder == null) {
            throw new NoActiveModelException(whyNone);
        }
        return encoder;
    }

    /**
     * The encoder of a version that need not be active, for a while: loaded when first asked for, kept until it is {@link #release released}.
     *
     * @throws UnknownModelException when no such version is installed
     */
    public synchronized Encoder standby(ModelVersion version) {
        GlqiEncoder current = active;
        if (current != null && current.version().equals(version)) {
            return current;
        }
        GlqiEncoder known = standby.get(version);
        if (known == null) {
            known = GlqiEncoder.load(version, read(files.folder(require(version.value()).version())), settings,
                    metrics);
            standby.put(version, known);
        }
        return known;
    }

    /** Frees what {@link #standby} has loaded, once those who have it in hand are through. */
    public synchronized void release(ModelVersion version) {
        GlqiEncoder encoder = standby.remove(version);
        if (encoder != null) {
            retire(encoder);
        }
    }

    /** Images in the queue of the active network, where requests wait. */
    private int waiting() {
        GlqiEncoder encoder = active;
        return encoder == null ? 0 : encoder.waiting();
    }

    /** A photo may have it in hand that is still being decoded. */
    private void retire(GlqiEncoder encoder) {
        leaving.add(encoder);
        release.schedule(() -> close(encoder), settings.maxWait().toMillis(), TimeUnit.MILLISECONDS);
    }

    private void close(GlqiEncoder encoder) {
        if (leaving.remove(encoder)) {
            encoder.close();
        }
    }

    /** Those whose files are sound. */
    public List<InstalledModel> list() {
        return files.installed().stream().flatMap(version -> {
            try {
                return Stream.of(describe(version));
            } catch (InvalidModelException e) {
                log.warn("Model {} is left out of the list: {}", version, e.getMessage());
                return Stream.empty();
            }
        }).toList();
    }

    public Optional<InstalledModel> find(ModelVersion version) {
        return files.isInstalled(version) ? Optional.of(describe(version)) : Optional.empty();
    }

    /** @throws UnknownModelException when none of that name is installed */
    public InstalledModel require(String version) {
        return files.installed().stream().filter(installed -> installed.value().equals(version)).findFirst()
                .map(this::describe).orElseThrow(() -> new UnknownModelException(version));
    }

    /** Where an installed version lies: model.json and weights.safetensors, to be read only. */
    public Path folder(ModelVersion version) {
        return files.folder(version);
    }

    private InstalledModel describe(ModelVersion version) {
        boolean chosen = files.active().filter(version::equals).isPresent();
        return new InstalledModel(version, read(files.folder(version)).manifest(), chosen);
    }

    /**
     * Copies a model folder (model.json and weights.safetensors) into the data folder, where a version of that name stays as it is.
     *
     * @throws InvalidModelException when the folder holds no sound model
     */
    public void install(ModelVersion version, Path folder) {
        read(folder);
        files.install(version, folder);
    }

    /**
     * Loads and warms a version, then answers with it, also after a restart. Photos under way are still answered by the one before. That which is active stays as it is:
     * each activation would else hold a network more for as long as photos may wait.
     */
    public void activate(ModelVersion version) {
        load(version, () -> files.activate(version));
    }

    /** Other instances with the same folder of models have activated one; each answers with it some seconds later. */
    private void follow() {
        try {
            GlqiEncoder current = active;
            files.active().filter(version -> current == null || !current.version().equals(version))
                    .ifPresent(version -> {
                        load(version, () -> {});
                        log.info("Model {} is active now, as another instance was told", version);
                    });
        } catch (RuntimeException e) {
            log.error("The model that another instance was told to activate cannot be loaded; the one before answers",
                    e);
        }
    }

    /** @param kept writes that it is the active one, as soon as it is loaded */
    private synchronized void load(ModelVersion version, Runnable kept) {
        GlqiEncoder before = active;
        if (before != null && before.version().equals(version)) {
            return;
        }
        GlqiEncoder next = GlqiEncoder.load(version, read(files.folder(version)), settings, metrics);
        kept.run();
        active = next;
        if (info != null) {
            meters.remove(info);
        }
        info = Metric.MODEL_INFO.gauge(meters, () -> 1, "version", version.value());
        if (before != null) {
            retire(before);
        }
    }

    /** A model that cannot be loaded must not keep the service from saying so. */
    @Override
    public void afterPropertiesSet() {
        files.active().ifPresent(version -> {
            try {
                activate(version);
            } catch (RuntimeException e) {
                log.error("Model {} cannot be loaded", version, e);
                whyNone = "The active model " + version + " cannot be loaded (" + e.getMessage()
                        + "). Put its folder right, or remove it, and start again.";
            }
        });
    }

    private static ModelFolder read(Path folder) {
        try {
            return ModelFolder.read(folder);
        } catch (IOException e) {
            throw new InvalidModelException("cannot read a model from " + folder + ": " + e, e);
        }
    }

    @Override
    public synchronized void destroy() {
        release.shutdownNow();
        leaving.forEach(this::close);
        standby.values().forEach(GlqiEncoder::close);
        GlqiEncoder encoder = active;
        if (encoder != null) {
            encoder.close();
        }
    }

    /** A model in the data folder. */
    public record InstalledModel(ModelVersion version, ModelManifest manifest, boolean active) {
        public Calibration calibration() {
            return Calibration.ofModel(manifest.calibration());
        }

        /** As {@link Encoder#verification}. */
        public Map<String, Object> verification() {
            return Calibration.verificationOf(manifest.calibration());
        }
    }

    /** No model of that version is installed. */
    public static class UnknownModelException extends UserException {
        private static final long serialVersionUID = 1;

        UnknownModelException(String version) {
            super(Kind.UNKNOWN, "There is no model '" + version + "'; GET /api/v1/models lists the installed ones.");
        }
    }

    /** No model is loaded (yet); the message says what to do. */
    public static class NoActiveModelException extends UnavailableException {
        private static final long serialVersionUID = 1;
        private static final Duration LOADING = Duration.ofSeconds(5);

        public NoActiveModelException(String message) {
            super(message, LOADING);
        }
    }
}
