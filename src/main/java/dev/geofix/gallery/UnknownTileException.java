package dev.geofix.gallery;

/** The gallery holds no tile of that id. */
public class UnknownTileException extends RuntimeException {
    private static final long serialVersionUID = 1;

    UnknownTileException(GalleryName gallery, TileId tile) {
        super("Gallery '" + gallery + "' holds no tile '" + tile
                + "'. GET /api/v1/galleries/{gallery}/tiles lists them.");
    }
}
