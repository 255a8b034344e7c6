package dev.geofix.gallery.search;

import dev.geofix.inference.ModelVersion;
import dev.geofix.vectorindex.VectorIndex;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The descriptors that one model has made of a gallery's tiles, by sequence number. */
public final class DescriptorIndex {
    private final ModelVersion model;
    private final Supplier<VectorIndex> opener;
    private volatile @Nullable VectorIndex vectors;

    /** @param opener restores the index and brings it in line with the store */
    public DescriptorIndex(ModelVersion model, Supplier<VectorIndex> opener) {
        this.model = model;
        this.opener = opener;
    }

    public ModelVersion model() {
        return model;
    }

    /** Called by one thread at a time, while the store does not change. */
    void open() {
        if (vectors == null) {
            vectors = opener.get();
        }
    }

    VectorIndex vectors() {
        VectorIndex opened = vectors;
        if (opened == null) {
            throw new IllegalStateException("the index has not been opened");
        }
        return opened;
    }

    /** Null before it was opened. */
    @Nullable
    public VectorIndex opened() {
        return vectors;
    }
}
