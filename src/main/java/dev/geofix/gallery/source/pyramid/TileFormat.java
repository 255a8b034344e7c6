package dev.geofix.gallery.source.pyramid;

import dev.geofix.gallery.source.UnusableSourceException;
import java.util.Locale;
import java.util.Set;

/** What metadata says the tiles hold. */
final class TileFormat {
    private static final Set<String> VECTORS = Set.of("pbf", "mvt", "geojson", "json");

    private TileFormat() {}

    /** @throws UnusableSourceException when it names a format of vectors */
    static void requirePictures(String format) {
        if (VECTORS.contains(format.strip().toLowerCase(Locale.ROOT))) {
            throw new UnusableSourceException("The tiles are vectors (format " + format
                    + "), and a gallery holds pictures. Export raster tiles: png, jpg or webp.");
        }
    }
}
