package dev.geofix.inference;

import dev.geofix.imaging.RgbImage;
import java.util.List;
import java.util.Map;

/**
 * Images to descriptors by one model version. Images of any size: each is scaled and normalised as the model wants it. Calls from
 * any number of threads are answered by the model's own threads, several images at once.
 */
public interface Encoder {
    /**
     * Waits for the answer; a caller that is interrupted gives its place in the queue up.
     *
     * @throws EncoderBusyException when too much waits already
     */
    default Descriptor embed(RgbImage image, View view) {
        return embedAll(List.of(image), view).getFirst();
    }

    /**
     * The descriptors in the order of the images. A list longer than the queue is taken in pieces.
     *
     * @throws EncoderBusyException when too much waits already
     */
    List<Descriptor> embedAll(List<RgbImage> images, View view);

    ModelVersion version();

    /** Values a descriptor. */
    int dimension();

    /** What its scores are worth. */
    Calibration calibration();

    /** What looking closely is worth beside its scores, as the manifest holds it; empty when nothing was measured. */
    default Map<String, Object> verification() {
        return Map.of();
    }

    /** Side of the network's square input, pixels. */
    int inputSize();
}
