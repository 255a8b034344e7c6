package dev.geofix.gallery;

import dev.geofix.model.ModelVersion;

/** The gallery was embedded by another model than the active one, so their descriptors cannot be compared. */
public class ModelMismatchException extends RuntimeException {
    private static final long serialVersionUID = 1;

    ModelMismatchException(Gallery gallery, ModelVersion active) {
        super("Gallery '" + gallery.name() + "' was embedded by model " + gallery.model() + ", but " + active
                + " is active. Activate " + gallery.model() + " again, or import the tiles into a new gallery.");
    }
}
