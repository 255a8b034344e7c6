package dev.geofix.dataset;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.ToIntFunction;

/**
 * Images of one source, split so that no ground is in both halves.
 *
 * @param train images to learn from
 * @param test images to be tested with
 * @param leftOut how many stand in neither half
 */
record GroundSplit(List<Path> train, List<Path> test, int leftOut) {
    /**
     * Splits by blocks of files that follow each other in the order of their names, for such files are often pieces of one scene. A block
     * lies in one folder.
     *
     * @param share of the images that go to the test
     */
    static GroundSplit ofFiles(List<Path> files, double share, int block, Random random) {
        TreeMap<Path, List<Path>> byFolder = new TreeMap<>();
        files.forEach(file -> byFolder.computeIfAbsent(file.getParent(), folder -> new ArrayList<>()).add(file));
        List<List<Path>> blocks = new ArrayList<>();
        for (List<Path> inFolder : byFolder.values()) {
            Collections.sort(inFolder);
            for (int from = 0; from < inFolder.size(); from += block) {
                blocks.add(inFolder.subList(from, Math.min(inFolder.size(), from + block)));
            }
        }
        Collections.shuffle(blocks, random);
        List<Path> train = new ArrayList<>();
        List<Path> test = new ArrayList<>();
        for (List<Path> next : blocks) {
            (test.size() < Math.round(share * files.size()) ? test : train).addAll(next);
        }
        Collections.sort(train);
        Collections.sort(test);
        return new GroundSplit(train, test, 0);
    }

    /**
     * Splits a map by a straight line across its longer side; the tiles along the line, one column or row, stand in neither half.
     *
     * @param tiles all of one zoom
     */
    static GroundSplit ofMap(List<MapTiles.Tile> tiles, double share) {
        ToIntFunction<MapTiles.Tile> line = extent(tiles, tile -> tile.address().x()) >= extent(tiles,
                tile -> tile.address().y())
                        ? tile -> tile.address().x()
                        : tile -> tile.address().y();
        List<MapTiles.Tile> sorted = tiles.stream().sorted(Comparator.comparingInt(line)).toList();
        int wanted = (int) Math.round(share * tiles.size());
        int cut = wanted == 0
                ? Integer.MAX_VALUE
                : line.applyAsInt(sorted.get(Math.max(0, sorted.size() - wanted)));
        List<Path> train = tiles.stream().filter(tile -> line.applyAsInt(tile) < cut - 1).map(MapTiles.Tile::file)
                .toList();
        List<Path> test = tiles.stream().filter(tile -> line.applyAsInt(tile) >= cut).map(MapTiles.Tile::file).toList();
        return new GroundSplit(train, test, tiles.size() - train.size() - test.size());
    }

    private static int extent(List<MapTiles.Tile> tiles, ToIntFunction<MapTiles.Tile> coordinate) {
        return tiles.stream().mapToInt(coordinate).max().orElse(0)
                - tiles.stream().mapToInt(coordinate).min().orElse(0);
    }
}
