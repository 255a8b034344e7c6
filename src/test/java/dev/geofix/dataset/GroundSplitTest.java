package dev.geofix.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.geofix.geo.BoundingBox;
import dev.geofix.geo.MapTile;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GroundSplitTest {
    @Test
    void filesThatFollowEachOtherStayTogether() {
        List<Path> files = IntStream.range(0, 100).mapToObj(i -> Path.of("images/%03d.jpg".formatted(i))).toList();
        GroundSplit halves = GroundSplit.ofFiles(files, 0.3, 10, new Random(1));
        assertThat(halves.test()).hasSize(30);
        assertThat(halves.train()).hasSize(70).doesNotContainAnyElementsOf(halves.test());
        for (int block = 0; block < 10; block++) {
            List<Path> together = files.subList(10 * block, 10 * block + 10);
            assertThat(halves.test().containsAll(together) || halves.train().containsAll(together)).isTrue();
        }
    }

    @Test
    void aMapIsPartedAcrossItsLongerSideWithAColumnBetween() {
        List<MapTiles.Tile> tiles = IntStream.range(0, 40).mapToObj(i -> tile(i % 10, i / 10)).toList();
        GroundSplit halves = GroundSplit.ofMap(tiles, 0.3);
        assertThat(halves.test()).hasSize(12).allMatch(file -> column(file) >= 7);
        assertThat(halves.train()).hasSize(24).allMatch(file -> column(file) < 6);
        assertThat(halves.leftOut()).isEqualTo(4);
    }

    @Test
    void withoutATestAllIsLearnt() {
        List<MapTiles.Tile> tiles = IntStream.range(0, 12).mapToObj(i -> tile(i % 4, i / 4)).toList();
        assertThat(GroundSplit.ofMap(tiles, 0).train()).hasSize(12);
    }

    private static MapTiles.Tile tile(int x, int y) {
        return new MapTiles.Tile(Path.of("%d_%d.jpg".formatted(x, y)), new MapTile(20, x, y),
                new BoundingBox(x, -y - 1, x + 1, -y),
                true);
    }

    private static int column(Path file) {
        return Integer.parseInt(file.toString().split("_")[0]);
    }
}
