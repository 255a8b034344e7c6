package dev.geofix.gallery;

import dev.geofix.platform.UserException;

/** The gallery holds no tile of that id. */
public class UnknownTileException extends UserException {
    private static final long serialVersionUID = 1;

    UnknownTileException(GalleryName gallery, TileId tile) {
        super(Kind.UNKNOWN, "Gallery '" + gallery + "' holds no tile '" + tile
                + "'. GET /api/v1/galleries/{gallery}/tiles lists them.");
    }
}
