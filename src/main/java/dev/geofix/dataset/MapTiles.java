package dev.geofix.dataset;

import dev.geofix.geo.BoundingBox;
import dev.geofix.geo.MapTile;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;

/**
 * The map tiles that a {@code tiles.csv} lists: columns z, x, y_xyz (rows of tiles from north to south), path, north, south, west,
 * east; and {@code usable}, 0 for a tile that is not worth looking for.
 */
public final class MapTiles {
    public record Tile(Path file, MapTile address, BoundingBox bounds, boolean usable) {}

    private MapTiles() {}

    /** In the order of the list. */
    public static List<Tile> read(Path folder) throws IOException {
        List<Tile> tiles = new ArrayList<>();
        CSVFormat format = CSVFormat.DEFAULT.builder().setHeader().setSkipHeaderRecord(true).get();
        try (Reader reader = Files.newBufferedReader(folder.resolve("tiles.csv"))) {
            for (CSVRecord row : format.parse(reader)) {
                tiles.add(new Tile(folder.resolve(row.get("path")),
                        new MapTile(Integer.parseInt(row.get("z")), Integer.parseInt(row.get("x")),
                                Integer.parseInt(row.get("y_xyz"))),
                        new BoundingBox(number(row, "west"), number(row, "south"), number(row, "east"),
                                number(row, "north")),
                        !row.isMapped("usable") || !row.get("usable").equals("0")));
            }
        }
        return tiles;
    }

    private static double number(CSVRecord row, String column) {
        return Double.parseDouble(row.get(column));
    }
}
