package dev.geofix.gallery;

/** There is no gallery of that name. */
public class UnknownGalleryException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public UnknownGalleryException(GalleryName name) {
        super("There is no gallery '" + name
                + "'. GET /api/v1/galleries lists them; PUT /api/v1/galleries/{gallery} makes one.");
    }
}
