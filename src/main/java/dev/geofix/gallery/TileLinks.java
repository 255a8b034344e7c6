package dev.geofix.gallery;

import org.springframework.web.util.UriComponentsBuilder;

/** Where tiles are found; names are escaped. */
public final class TileLinks {
    private static final String GALLERIES = "/api/v1/galleries";

    private TileLinks() {}

    /** Path of the tile's picture. */
    public static String image(GalleryName gallery, TileId tile) {
        return path(gallery, "tiles", tile.value(), "image");
    }

    public static String path(GalleryName gallery, String... below) {
        return UriComponentsBuilder.fromPath(GALLERIES).pathSegment(gallery.value()).pathSegment(below).build()
                .encode().toUriString();
    }
}
