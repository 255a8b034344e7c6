package dev.geofix.inference;

import dev.geofix.inference.MicroBatcher.EncoderMetrics;
import dev.geofix.network.InvalidModelException;
import dev.geofix.network.ModelFolder;
import dev.geofix.network.ModelManifest;
import dev.geofix.platform.UserException;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** A model in a folder of its own, before it is installed: to be measured, and told what was found. */
public final class ModelOnDisk implements AutoCloseable {
    private static final ModelVersion VERSION = new ModelVersion("on-disk");
    private static final String FIGURES = "calibration";

    private final ModelFolder folder;
    private final GlqiEncoder encoder;

    private ModelOnDisk(ModelFolder folder) {
        this.folder = folder;
        // Nobody else asks, so an image may wait as long as a slow machine needs.
        ModelSettings settings = new ModelSettings(16, 64, Duration.ofHours(1), 1, 0);
        this.encoder = GlqiEncoder.load(VERSION, folder, settings, EncoderMetrics.in(new SimpleMeterRegistry()));
    }

    /**
     * Loads it.
     *
     * @throws IOException when the files cannot be read
     * @throws InvalidModelException when they are not those of a sound model
     */
    public static ModelOnDisk open(Path folder) throws IOException {
        return new ModelOnDisk(ModelFolder.read(folder));
    }

    /**
     * Values of a descriptor by an installed version, without loading it.
     *
     * @param models folder of the installed versions
     * @throws UserException when it is not there, or its files are not those of a sound model
     */
    public static int dimension(Path models, ModelVersion version) {
        try {
            return ModelFolder.read(new ModelFiles(models).folder(version)).manifest().architecture().dimension();
        } catch (IOException | InvalidModelException e) {
            throw new UserException(String.valueOf(e.getMessage()), e);
        }
    }

    public Encoder encoder() {
        return encoder;
    }

    /**
     * Writes into the manifest what its scores are worth; the loaded encoder keeps what it had.
     *
     * @param verification what looking closely is worth beside them
     * @param figures of the calibration's quality, which join the manifest's metrics
     */
    public void calibrate(Calibration calibration, Map<String, Object> verification, Map<String, Object> figures)
            throws IOException {
        ModelManifest manifest = folder.manifest();
        Map<String, Object> metrics = new LinkedHashMap<>(manifest.metrics());
        metrics.put(FIGURES, figures);
        Map<String, Object> calibrated = new LinkedHashMap<>(calibration.toManifest());
        calibrated.put(Calibration.VERIFICATION, verification);
        folder.describe(manifest.withMetrics(metrics).withCalibration(calibrated));
    }

    @Override
    public void close() {
        encoder.close();
    }
}
