package dev.geofix.evaluation;

import dev.geofix.dataset.MapTiles;
import dev.geofix.evaluation.RetrievalSet.LabelledPictures;
import dev.geofix.geo.BoundingBox;
import dev.geofix.geo.GeoPoint;
import dev.geofix.imaging.ImageDecoder;
import dev.geofix.imaging.Photometry;
import dev.geofix.imaging.Resize;
import dev.geofix.imaging.RgbImage;
import dev.geofix.imaging.SquareView;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Drone views made of map tiles, asked against those tiles: real ground, made-up camera. A query is the projective view of the ground
 * round a point of a tile whose eight neighbours are there too, so that it may look beyond the tile's edge.
 */
final class ViewSet {
    private static final int QUERIES = 200;
    private static final int AROUND = 3;

    /**
     * How far a view is from its tile.
     *
     * @param shift of the middle from the tile's, in sides
     * @param scale e-folds of the size
     * @param tilt projective terms
     * @param turn degrees
     * @param light strength of the changes of light and camera, 0 … 1
     */
    record Variation(String name, double shift, double scale, double tilt, double turn, double light) {
        /** The photo from which the tile was made: its middle anywhere in the tile, all else as it was. */
        static final Variation SAME_FLIGHT = new Variation("same flight", 0.5, 0.1, 0, 5, 0);
        /** Another camera on another day, tilted, over the middle half of the tile. */
        static final Variation OTHER_DAY = new Variation("other day", 0.25, 0.25, 0.35, 15, 1);
    }

    private record Cell(int x, int y) {}

    private ViewSet() {}

    static RetrievalSet read(String name, Path folder, Variation variation, ImageDecoder decoder) throws IOException {
        List<MapTiles.Tile> tiles = MapTiles.read(folder).stream().filter(MapTiles.Tile::usable).toList();
        Map<Cell, MapTiles.Tile> byCell = new HashMap<>();
        tiles.forEach(tile -> byCell.put(new Cell(tile.address().x(), tile.address().y()), tile));
        List<Picture> queries = new ArrayList<>();
        List<Integer> labels = new ArrayList<>();
        List<GeoPoint> positions = new ArrayList<>();
        for (int index : order(tiles.size())) {
            MapTiles.Tile tile = tiles.get(index);
            List<MapTiles.Tile> around = around(tile, byCell);
            if (around.size() == AROUND * AROUND && queries.size() < QUERIES) {
                queries.add(new Picture(tile.file() + ", " + variation.name(), title(tile),
                        size -> view(around, variation, new SplittableRandom(index), size, decoder)));
                labels.add(index);
                positions.add(middle(tile.bounds(), camera(variation, 1, new SplittableRandom(index))));
            }
        }
        LabelledPictures gallery = new LabelledPictures(
                tiles.stream().map(tile -> Picture.of(tile.file(), title(tile), decoder)).toList(),
                IntStream.range(0, tiles.size()).toArray(),
                tiles.stream().map(tile -> tile.bounds().center()).toList());
        return new RetrievalSet(name + " views, " + variation.name(), null,
                new LabelledPictures(queries, labels.stream().mapToInt(Integer::intValue).toArray(), positions),
                gallery, false,
                false);
    }

    /** What the camera sees, on the tile and its neighbours laid out three by three. */
    private static SquareView camera(Variation variation, double side, SplittableRandom random) {
        double middle = AROUND * side / 2;
        return new SquareView(middle, middle, side, variation.turn() * (2 * random.nextDouble() - 1), 0, 0)
                .jittered(variation.shift(), variation.scale(), variation.tilt(), random);
    }

    /** Where the middle of a view on tiles of side 1 lies. */
    private static GeoPoint middle(BoundingBox tile, SquareView view) {
        return new GeoPoint(tile.north() - (view.y() - 1) * (tile.north() - tile.south()),
                tile.west() + (view.x() - 1) * (tile.east() - tile.west()));
    }

    /** The same order at every call: another choice of queries would be another set. */
    private static List<Integer> order(int count) {
        List<Integer> order = IntStream.range(0, count).boxed().collect(Collectors.toCollection(ArrayList::new));
        Collections.shuffle(order, new Random(1));
        return order;
    }

    /** The tile and its neighbours, row by row; fewer than nine at the edge of the map. */
    private static List<MapTiles.Tile> around(MapTiles.Tile tile, Map<Cell, MapTiles.Tile> byCell) {
        List<MapTiles.Tile> around = new ArrayList<>();
        for (int i = 0; i < AROUND * AROUND; i++) {
            MapTiles.Tile found = byCell.get(new Cell(tile.address().x() + i % AROUND - 1,
                    tile.address().y() + i / AROUND - 1));
            if (found != null) {
                around.add(found);
            }
        }
        return around;
    }

    private static RgbImage view(List<MapTiles.Tile> around, Variation variation, SplittableRandom random, int side,
            ImageDecoder decoder) throws IOException {
        byte[] pixels = new byte[3 * AROUND * AROUND * side * side];
        for (int i = 0; i < AROUND * AROUND; i++) {
            byte[] tile = Resize.bicubic(decode(around.get(i), decoder), side, side).pixels();
            for (int row = 0; row < side; row++) {
                int to = (i / AROUND * side + row) * AROUND * side + i % AROUND * side;
                System.arraycopy(tile, 3 * row * side, pixels, 3 * to, 3 * side);
            }
        }
        RgbImage ground = new RgbImage(AROUND * side, AROUND * side, pixels);
        RgbImage seen = camera(variation, side, random).render(ground, side);
        return new Photometry(variation.light()).apply(seen, random);
    }

    private static String title(MapTiles.Tile tile) {
        return tile.address().x() + "/" + tile.address().y();
    }

    private static RgbImage decode(MapTiles.Tile tile, ImageDecoder decoder) throws IOException {
        return decoder.decode(Files.readAllBytes(tile.file()));
    }
}
