package dev.geofix.ingest.geotiff;

import dev.geofix.gallery.NewTile;
import dev.geofix.imaging.ImageDecoder;
import dev.geofix.imaging.ImageLimits;
import dev.geofix.imaging.RgbImage;
import dev.geofix.ingest.source.TileSource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All that a source gives. */
final class Collected implements TileSource.Sink {
    private static final ImageDecoder DECODER = new ImageDecoder(ImageLimits.DEFAULT);

    final Map<String, NewTile> tiles = new LinkedHashMap<>();
    final Map<String, String> refused = new LinkedHashMap<>();
    final List<String> skipped = new ArrayList<>();
    private long total;

    static Collected of(Path file, double groundMeters, double overlap) throws IOException {
        try (GeoTiffSource source = GeoTiffSource.open(file, groundMeters, overlap)) {
            Collected collected = new Collected();
            collected.total = source.total().orElseThrow();
            source.read(collected);
            return collected;
        }
    }

    /** What the source says beforehand that it will give. */
    long total() {
        return total;
    }

    NewTile only() {
        if (tiles.size() != 1) {
            throw new AssertionError("one tile expected, not " + tiles.size() + "; refused " + refused);
        }
        return tiles.values().iterator().next();
    }

    List<NewTile> list() {
        return List.copyOf(tiles.values());
    }

    static RgbImage picture(NewTile tile) {
        return DECODER.decode(tile.image());
    }

    /** Mean level of a channel over a few pixels round a place, given in shares of the picture's sides. */
    static double level(RgbImage picture, double x, double y, int channel) {
        int left = Math.clamp((int) (x * picture.width()) - 2, 0, picture.width() - 4);
        int top = Math.clamp((int) (y * picture.height()) - 2, 0, picture.height() - 4);
        double sum = 0;
        for (int j = 0; j < 4; j++) {
            for (int i = 0; i < 4; i++) {
                sum += picture.pixels()[3 * ((top + j) * picture.width() + left + i) + channel] & 0xff;
            }
        }
        return sum / 16;
    }

    @Override
    public void tile(String item, NewTile tile) {
        tiles.put(item, tile);
    }

    @Override
    public void refuse(String item, String reason) {
        refused.put(item, reason);
    }

    @Override
    public void skip(String item) {
        skipped.add(item);
    }
}
