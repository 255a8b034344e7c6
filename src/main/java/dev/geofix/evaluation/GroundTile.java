package dev.geofix.evaluation;

import dev.geofix.dataset.MapTiles;
import dev.geofix.geo.BoundingBox;
import dev.geofix.geo.GeoPoint;
import dev.geofix.platform.UserException;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;

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
                .map(tile -> new GroundTile(tile.file(), tile.address().x() + "/" + tile.address().y(), tile.bounds())).toList();
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
