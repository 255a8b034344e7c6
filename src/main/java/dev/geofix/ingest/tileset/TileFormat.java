package dev.geofix.ingest.tileset;

import dev.geofix.imaging.ImageFormat;
import dev.geofix.ingest.source.UnusableSourceException;
import java.util.Locale;
import java.util.Set;

/** Whether tiles are pictures. Their content tells; what metadata say counts only where it does not, for it is often wrong. */
final class TileFormat {
    private static final Set<String> VECTORS = Set.of("pbf", "mvt", "geojson", "json");
    /** So many tiles tell. */
    private static final int SAMPLE = 16;

    private int seen;
    private boolean picture;
    private boolean compressed = true;

    void see(byte[] tile) {
        seen++;
        picture |= ImageFormat.Header.of(tile).isPresent();
        compressed &= TilePicture.isCompressed(tile);
    }

    /** Whether another tile would change nothing. */
    boolean isKnown() {
        return picture || seen >= SAMPLE;
    }

    /**
     * @param stated what metadata say; empty where they say nothing
     * @throws UnusableSourceException when the tiles are vectors
     */
    void requirePictures(String stated) {
        boolean vectors = VECTORS.contains(stated.strip().toLowerCase(Locale.ROOT));
        if (!picture && (vectors || seen > 0 && compressed)) {
            throw new UnusableSourceException("The tiles are vectors" + (vectors ? " (format " + stated + ")" : "")
                    + ", and a gallery holds pictures. Export raster tiles: png, jpg or webp.");
        }
    }
}
