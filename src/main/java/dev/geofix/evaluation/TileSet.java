package dev.geofix.evaluation;

import dev.geofix.dataset.MapTiles;
import dev.geofix.evaluation.RetrievalSet.LabelledPictures;
import dev.geofix.geo.BoundingBox;
import dev.geofix.geo.GeoPoint;
import dev.geofix.imaging.ImageDecoder;
import dev.geofix.imaging.PhotoMetadata;
import dev.geofix.imaging.RgbImage;
import dev.geofix.imaging.Warp;
import dev.geofix.platform.UserException;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;

/**
 * Drone photos in {@code photos} against tiles of known ground: the true tile is the one round the ground that the photo shows, as {@code photos.csv} of a gallery
 * says or else, for a photo that looks straight down, its GPS position. The query is the photo's middle, north up, cut to the tile's size on
 * the ground.
 */
final class TileSet {
    private TileSet() {}

    /** A map of which {@code tiles.csv} lists the tiles. */
    static RetrievalSet ofMap(String name, Path folder, int zoom, ImageDecoder decoder) throws IOException {
        return read(name, folder, GroundTile.ofMap(folder, zoom), Map.of(), decoder);
    }

    /** A gallery with {@code manifest.csv} and {@code photos.csv}. */
    static RetrievalSet ofGallery(String name, Path folder, ImageDecoder decoder) throws IOException {
        return read(name, folder, GroundTile.ofGallery(folder), truth(folder), decoder);
    }

    private static RetrievalSet read(String name, Path folder, List<GroundTile> tiles, Map<Path, GeoPoint> truth,
            ImageDecoder decoder) throws IOException {
        List<Picture> queries = new ArrayList<>();
        List<Integer> labels = new ArrayList<>();
        List<GeoPoint> positions = new ArrayList<>();
        try (Stream<Path> photos = Files.list(folder.resolve("photos"))) {
            for (Path photo : photos.sorted().toList()) {
                PhotoMetadata metadata = PhotoMetadata.read(Files.readAllBytes(photo));
                GeoPoint position = truth.getOrDefault(photo, metadata.position());
                int tile = position == null ? -1 : GroundTile.holding(tiles, position);
                Double metersPerPixel = metadata.metersPerPixel();
                if (position != null && tile >= 0 && metersPerPixel != null) {
                    double side = tiles.get(tile).bounds().heightMeters() / metersPerPixel;
                    double heading = metadata.headingDegrees() == null ? 0 : metadata.headingDegrees();
                    queries.add(new Picture(photo.toString(), Picture.stem(photo),
                            size -> northUp(decoder.decode(Files.readAllBytes(photo)), side, heading, size)));
                    labels.add(tile);
                    positions.add(position);
                }
            }
        }
        LabelledPictures gallery = new LabelledPictures(
                tiles.stream().map(tile -> Picture.of(tile.file(), tile.title(), decoder)).toList(),
                IntStream.range(0, tiles.size()).toArray(),
                tiles.stream().map(tile -> tile.bounds().center()).toList());
        return new RetrievalSet(name, null,
                new LabelledPictures(queries, labels.stream().mapToInt(Integer::intValue).toArray(), positions),
                gallery, false,
                false);
    }

    /** The ground in the middle of each photo, from {@code photos.csv}: columns file, latitude, longitude. */
    private static Map<Path, GeoPoint> truth(Path folder) throws IOException {
        Map<Path, GeoPoint> truth = new HashMap<>();
        Path list = folder.resolve("photos.csv");
        if (Files.exists(list)) {
            CSVFormat format = CSVFormat.DEFAULT.builder().setHeader().setSkipHeaderRecord(true).get();
            try (Reader reader = Files.newBufferedReader(list)) {
                for (CSVRecord row : format.parse(reader)) {
                    truth.put(folder.resolve(row.get("file")), new GeoPoint(Double.parseDouble(row.get("latitude")),
                            Double.parseDouble(row.get("longitude"))));
                }
            }
        }
        return truth;
    }

    private static RgbImage northUp(RgbImage photo, double side, double heading, int size) {
        return Warp.square(photo, Math.min(side, Math.min(photo.width(), photo.height())), -heading, size,
                Warp.Edge.REFLECT);
    }

    /**
     * A picture of known ground.
     *
     * @param title short
     */
    record GroundTile(Path file, String title, BoundingBox bounds) {
        private static final String MANIFEST = "manifest.csv";

        /** The tiles of one zoom that a {@code tiles.csv} lists, see {@link MapTiles}. */
        static List<GroundTile> ofMap(Path folder, int zoom) throws IOException {
            List<GroundTile> tiles = MapTiles.read(folder).stream().filter(tile -> tile.address().zoom() == zoom)
                    .map(tile -> new GroundTile(tile.file(), tile.address().x() + "/" + tile.address().y(),
                            tile.bounds()))
                    .toList();
            if (tiles.isEmpty()) {
                throw new UserException(folder.resolve("tiles.csv") + " has no tile of zoom " + zoom);
            }
            return tiles;
        }

        static boolean isGallery(Path folder) {
            return Files.exists(folder.resolve(MANIFEST));
        }

        /** The tiles that a gallery's {@code manifest.csv} lists: columns file, west, south, east, north. */
        static List<GroundTile> ofGallery(Path folder) throws IOException {
            List<GroundTile> tiles = new ArrayList<>();
            CSVFormat format = CSVFormat.DEFAULT.builder().setHeader().setSkipHeaderRecord(true).get();
            try (Reader reader = Files.newBufferedReader(folder.resolve(MANIFEST))) {
                for (CSVRecord row : format.parse(reader)) {
                    Path file = folder.resolve(row.get("file"));
                    tiles.add(new GroundTile(file, Picture.stem(file), new BoundingBox(number(row, "west"),
                            number(row, "south"), number(row, "east"), number(row, "north"))));
                }
            }
            return tiles;
        }

        /** Of the tiles that hold the point, the one whose middle is nearest to it; −1 when none does. */
        static int holding(List<GroundTile> tiles, GeoPoint point) {
            int best = -1;
            double least = Double.POSITIVE_INFINITY;
            for (int i = 0; i < tiles.size(); i++) {
                double distance = tiles.get(i).bounds.center().distanceTo(point);
                if (distance < least && tiles.get(i).bounds.contains(point)) {
                    least = distance;
                    best = i;
                }
            }
            return best;
        }

        private static double number(CSVRecord row, String column) {
            return Double.parseDouble(row.get(column));
        }
    }
}
