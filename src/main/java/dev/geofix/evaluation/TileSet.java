package dev.geofix.evaluation;

import dev.geofix.geo.GeoPoint;
import dev.geofix.imaging.ImageDecoder;
import dev.geofix.imaging.PhotoMetadata;
import dev.geofix.imaging.RgbImage;
import dev.geofix.imaging.Warp;
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
        Views gallery = new Views(tiles.stream().map(tile -> Picture.of(tile.file(), tile.title(), decoder)).toList(),
                IntStream.range(0, tiles.size()).toArray(),
                tiles.stream().map(tile -> tile.bounds().center()).toList());
        return new RetrievalSet(name, null,
                new Views(queries, labels.stream().mapToInt(Integer::intValue).toArray(), positions), gallery, false,
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
}
