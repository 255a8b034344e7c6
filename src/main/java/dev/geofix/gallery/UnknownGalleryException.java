package dev.geofix.gallery;

import dev.geofix.platform.UserException;

/** There is no gallery of that name. */
public class UnknownGalleryException extends UserException {
    private static final long serialVersionUID = 1;

    public UnknownGalleryException(GalleryName name) {
        super(Kind.UNKNOWN, "There is no gallery '" + name
                + "'. GET /api/v1/galleries lists them; PUT /api/v1/galleries/{gallery} makes one.");
    }
}
