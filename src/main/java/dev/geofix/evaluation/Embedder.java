package dev.geofix.evaluation;

import dev.geofix.imaging.RgbImage;
import java.util.List;

/** What turns pictures into descriptors to compare: a model under evaluation, or the floor it has to beat. */
public interface Embedder extends AutoCloseable {
    /** As it stands in the tables. */
    String name();

    /** Values of a descriptor. */
    int dimension();

    /** Pixels a side of the pictures that {@link #embed} takes. */
    int inputSize();

    /**
     * One descriptor a picture.
     *
     * @param drone whether the pictures are drone views; satellite views otherwise
     */
    Embeddings embed(List<RgbImage> pictures, boolean drone);

    @Override
    void close();
}
