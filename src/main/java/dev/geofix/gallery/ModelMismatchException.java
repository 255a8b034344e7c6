package dev.geofix.gallery;

import dev.geofix.inference.ModelVersion;
import dev.geofix.platform.UserException;

/** The gallery was embedded by another model than the active one, so their descriptors cannot be compared. */
public class ModelMismatchException extends UserException {
    private static final long serialVersionUID = 1;

    ModelMismatchException(GalleryName gallery, ModelVersion model, ModelVersion active) {
        super(Kind.CONFLICT, "Gallery '" + gallery + "' was embedded by model " + model + ", but " + active
                + " is active. Embed it anew with POST " + TileLinks.path(gallery, "reindex")
                + ", or activate the other model again with POST /api/v1/models/" + model + "/activate.");
    }
}
