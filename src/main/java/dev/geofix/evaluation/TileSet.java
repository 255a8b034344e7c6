package dev.geofix.evaluation;

import dev.geofix.dataset.MapTiles;
import dev.geofix.geo.GeoPoint;
import dev.geofix.image.ImageDecoder;
import dev.geofix.image.PhotoMetadata;
import dev.geofix.image.Resize;
import dev.geofix.image.RgbImage;
import dev.geofix.image.Warp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Drone photos against map tiles of one zoom: the true tile is the one that holds the photo's GPS position. The query is the photo's
 * middle, north up, cut to the tile's size on the ground. Tiles come from a {@code tiles.csv}, see {@link MapTiles}; photos lie in {@code photos}.
 */
final class TileSet {
    private TileSet() {}

    /** @param turn degrees added to every heading, for logs that are off */
    static RetrievalSet read(String name, Path folder, int zoom, double turn, ImageDecoder decoder)
            throws IOException {
        List<MapTiles.Tile> tiles = MapTiles.read(folder).stream().filter(tile -> tile.zoom() == zoom).toList();
        if (tiles.isEmpty()) {
            throw new IllegalArgumentException(folder.resolve("tiles.csv") + " has no tile of zoom " + zoom);
        }
        List<Picture> gallery = new ArrayList<>();
        int[] labels = new int[tiles.size()];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = i;
            Path file = tiles.get(i).file();
            gallery.add(size -> Resize.bicubic(decoder.decode(Files.readAllBytes(file)), size, size));
        }
        List<Picture> queries = new ArrayList<>();
        List<Integer> truth = new ArrayList<>();
        try (Stream<Path> photos = Files.list(folder.resolve("photos"))) {
            for (Path photo : photos.sorted().toList()) {
                byte[] encoded = Files.readAllBytes(photo);
                PhotoMetadata metadata = PhotoMetadata.read(encoded);
                GeoPoint position = metadata.position();
                int tile = position == null ? -1 : holding(tiles, position);
                Double metersPerPixel = metadata.metersPerPixel();
                if (tile >= 0 && metersPerPixel != null) {
                    double side = tiles.get(tile).bounds().heightMeters() / metersPerPixel;
                    double heading = metadata.headingDegrees() == null ? 0 : metadata.headingDegrees();
                    queries.add(size -> northUp(decoder.decode(encoded), side, heading + turn, size));
                    truth.add(tile);
                }
            }
        }
        return new RetrievalSet(name, queries, truth.stream().mapToInt(Integer::intValue).toArray(), gallery, labels,
                false, false);
    }

    private static int holding(List<MapTiles.Tile> tiles, GeoPoint position) {
        for (int i = 0; i < tiles.size(); i++) {
            if (tiles.get(i).bounds().contains(position)) {
                return i;
            }
        }
        return -1;
    }

    private static RgbImage northUp(RgbImage photo, double side, double heading, int size) {
        return Warp.square(photo, Math.min(side, Math.min(photo.width(), photo.height())), -heading, size,
                Warp.Edge.REFLECT);
    }
}
