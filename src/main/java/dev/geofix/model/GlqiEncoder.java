package dev.geofix.model;

import dev.geofix.image.Normalisation;
import dev.geofix.image.Resize;
import dev.geofix.image.RgbImage;
import java.util.Collections;
import java.util.List;

/** The encoder of one loaded model. Scaling and normalising is the caller's work, so that the network's threads do nothing else. */
final class GlqiEncoder implements Encoder, AutoCloseable {
    private final ModelVersion version;
    private final Network network;
    private final Normalisation normalisation;
    private final Calibration calibration;
    private final int inputSize;
    private final MicroBatcher batcher;

    GlqiEncoder(ModelVersion version, Network network, Normalisation normalisation, int inputSize,
            Calibration calibration, ModelSettings settings, EncoderMetrics metrics) {
        this.version = version;
        this.network = network;
        this.normalisation = normalisation;
        this.inputSize = inputSize;
        this.calibration = calibration;
        this.batcher = new MicroBatcher("encoder-" + version, network::embed, settings, metrics);
    }

    /** Runs a lone image and a full batch once: the engine chooses and compiles kernels at the first call. */
    void warmUp(int batch) {
        RgbImage black = new RgbImage(inputSize, inputSize, new byte[3 * inputSize * inputSize]);
        embed(black, View.DRONE);
        embedAll(Collections.nCopies(batch, black), View.SATELLITE);
    }

    @Override
    public List<Descriptor> embedAll(List<RgbImage> images, View view) {
        List<float[]> planes = images.stream()
                .map(image -> normalisation.toPlanes(Resize.bicubic(image, inputSize, inputSize))).toList();
        int parts = network.net().architecture().parts();
        return batcher.apply(planes).stream().map(values -> new Descriptor(parts, values)).toList();
    }

    @Override
    public ModelVersion version() {
        return version;
    }

    @Override
    public int dimension() {
        return network.net().architecture().dimension();
    }

    @Override
    public int inputSize() {
        return inputSize;
    }

    @Override
    public Calibration calibration() {
        return calibration;
    }

    /** Serves who waits, then frees the weights. */
    @Override
    public void close() {
        batcher.close();
        network.close();
    }
}
