package dev.geofix.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import dev.geofix.imaging.RgbImage;
import dev.geofix.inference.ModelRegistry.InstalledModel;
import dev.geofix.inference.ModelRegistry.NoActiveModelException;
import dev.geofix.network.InvalidModelException;
import dev.geofix.platform.GeofixSettings;
import dev.geofix.testing.TinyModel;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelRegistryTest {
    private static final ModelVersion TINY = new ModelVersion("tiny-1");

    @TempDir
    private Path folder;
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private ModelRegistry registry;
    private Path model;

    @BeforeEach
    void open() throws Exception {
        model = TinyModel.write(folder.resolve("tiny"));
        registry = start();
    }

    @AfterEach
    void close() {
        registry.destroy();
    }

    @Test
    void withoutAModelItSaysSo() {
        assertThatExceptionOfType(NoActiveModelException.class).isThrownBy(registry::active);
        assertThat(registry.list()).isEmpty();
    }

    @Test
    void anActiveModelEmbeds() {
        registry.install(TINY, model);
        registry.activate(TINY);
        Encoder encoder = registry.active();
        Descriptor descriptor = encoder.embed(picture(), View.DRONE);
        assertThat(descriptor.dimension()).isEqualTo(encoder.dimension());
        assertThat(encoder.version()).isEqualTo(TINY);
    }

    @Test
    void aModelThatIsActivatedAgainIsNotLoadedAgain() {
        registry.install(TINY, model);
        registry.activate(TINY);
        Encoder first = registry.active();
        Gauge before = meters.get("geofix.model.info").gauge();
        registry.activate(TINY);
        assertThat(registry.active()).isSameAs(first);
        assertThat(meters.get("geofix.model.info").gauges()).containsExactly(before);
        registry.install(new ModelVersion("tiny-2"), model);
        registry.activate(new ModelVersion("tiny-2"));
        assertThat(meters.get("geofix.model.info").gauges()).singleElement()
                .satisfies(gauge -> assertThat(gauge.getId().getTag("version")).isEqualTo("tiny-2"));
    }

    @Test
    void aPhotoUnderWayIsStillAnsweredByTheModelBefore() {
        registry.install(TINY, model);
        registry.install(new ModelVersion("tiny-2"), model);
        registry.activate(TINY);
        Encoder inHand = registry.active();
        registry.activate(new ModelVersion("tiny-2"));
        assertThat(inHand.embed(picture(), View.DRONE).dimension()).isEqualTo(inHand.dimension());
        assertThat(registry.active().version()).hasToString("tiny-2");
    }

    @Test
    void aRestartLoadsTheActiveModelAgain() {
        registry.install(TINY, model);
        registry.activate(TINY);
        Descriptor before = registry.active().embed(picture(), View.DRONE);
        registry.destroy();
        registry = start();
        assertThat(registry.active().embed(picture(), View.DRONE).cosine(before)).isCloseTo(1, within(1e-5));
    }

    @Test
    void listsWhatTheManifestSays() {
        registry.install(TINY, model);
        registry.install(new ModelVersion("tiny-2"), model);
        registry.activate(TINY);
        assertThat(registry.list()).extracting(installed -> installed.version().value(), InstalledModel::active)
                .containsExactly(tuple("tiny-1", true),
                        tuple("tiny-2", false));
    }

    @Test
    void refusesAFolderThatHoldsNoModel() throws Exception {
        Files.writeString(model.resolve("weights.safetensors"), "no weights");
        assertThatExceptionOfType(InvalidModelException.class).isThrownBy(() -> registry.install(TINY, model));
        assertThat(registry.list()).isEmpty();
    }

    @Test
    void aDamagedActiveModelDoesNotKeepTheServiceFromStarting() throws Exception {
        registry.install(TINY, model);
        registry.activate(TINY);
        registry.destroy();
        Files.writeString(folder.resolve("data/models/tiny-1/model.json"), "{");
        registry = start();
        assertThatExceptionOfType(NoActiveModelException.class).isThrownBy(registry::active)
                .withMessageContaining("tiny-1");
    }

    private ModelRegistry start() {
        ModelRegistry started = new ModelRegistry(
                new GeofixSettings(folder.resolve("data")),
                new ModelSettings(4, 16, Duration.ofSeconds(30), 1, 0), meters);
        started.afterPropertiesSet();
        return started;
    }

    private static RgbImage picture() {
        byte[] pixels = new byte[3 * 50 * 40];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) (i * 7);
        }
        return new RgbImage(50, 40, pixels);
    }
}
