package dev.geofix.model;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The model versions of this data folder. */
@Component
public class ModelRegistry {
    private volatile @Nullable Encoder active;

    /**
     * The encoder of the active version, loaded and warm.
     *
     * @throws NoActiveModelException when none is
     */
    public Encoder active() {
        Encoder encoder = active;
        if (encoder == null) {
            throw new NoActiveModelException("No model is active. Wait until the first start has installed one.");
        }
        return encoder;
    }
}
