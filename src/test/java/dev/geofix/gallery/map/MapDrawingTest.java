package dev.geofix.gallery.map;

import static org.assertj.core.api.Assertions.assertThat;

import dev.geofix.gallery.map.MapDrawing.Placed;
import dev.geofix.geo.BoundingBox;
import dev.geofix.geo.MapTile;
import java.awt.Rectangle;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class MapDrawingTest {
    private static final MapTile SQUARE = new MapTile(17, 67100, 43300);

    @Test
    void ofOverlappingTilesTakesAsManyAsCoverTheSquare() {
        List<Placed> tiles = new ArrayList<>();
        for (int row = -1; row < 8; row++) {
            for (int column = -1; column < 8; column++) {
                tiles.add(new Placed(tiles.size(), new Rectangle(32 * column, 32 * row, 64, 64)));
            }
        }
        MapDrawing drawing = MapDrawing.of(SQUARE, tiles.stream());
        assertThat(drawing.marked().isEmpty()).isTrue();
        assertThat(drawing.pictures()).hasSizeBetween(16, 20);
        assertThat(covered(drawing)).isEqualTo(MapDrawing.SIDE * MapDrawing.SIDE);
    }

    @Test
    void marksWhatIsTooSmallToBeSeen() {
        List<Placed> tiles = LongStream.range(0, 1024)
                .mapToObj(i -> new Placed(i, new Rectangle((int) (i % 32) * 8, (int) (i / 32) * 8, 8, 8))).toList();
        MapDrawing drawing = MapDrawing.of(SQUARE, tiles.stream());
        assertThat(drawing.pictures()).isEmpty();
        assertThat(drawing.marked().cardinality()).isEqualTo(MapDrawing.SIDE * MapDrawing.SIDE);
    }

    @Test
    void drawsABoundedNumberOfPicturesAndMarksTheRest() {
        List<Placed> tiles = LongStream.range(0, 169)
                .mapToObj(i -> new Placed(i, new Rectangle((int) (i % 13) * 20, (int) (i / 13) * 20, 20, 20))).toList();
        MapDrawing drawing = MapDrawing.of(SQUARE, tiles.stream());
        assertThat(drawing.pictures()).hasSize(160);
        assertThat(drawing.marked().cardinality()).isEqualTo(MapDrawing.SIDE * MapDrawing.SIDE);
    }

    @Test
    void neighboursLeaveNoSeam() {
        BoundingBox box = SQUARE.bounds();
        double middle = box.west() + (box.east() - box.west()) * 0.4301;
        Placed left = Placed.of(1, new BoundingBox(box.west(), box.south(), middle, box.north()), SQUARE);
        Placed right = Placed.of(2, new BoundingBox(middle, box.south(), box.east(), box.north()), SQUARE);
        assertThat(left.area()).isEqualTo(new Rectangle(0, 0, 110, 256));
        assertThat(right.area()).isEqualTo(new Rectangle(110, 0, 146, 256));
    }

    @Test
    void aTileAcrossTheDateLineLiesAtBothEndsOfTheWorld() {
        BoundingBox box = new BoundingBox(179.999, -0.001, -179.999, 0.001);
        Rectangle square = new Rectangle(MapDrawing.SIDE, MapDrawing.SIDE);
        assertThat(Placed.of(1, box, new MapTile(10, 1023, 512)).area().intersects(square)).isTrue();
        assertThat(Placed.of(1, box, new MapTile(10, 0, 512)).area().intersects(square)).isTrue();
    }

    @Test
    void aFingerprintStandsForWhatIsDrawn() {
        List<Placed> one = List.of(new Placed(1, new Rectangle(0, 0, 64, 64)));
        List<Placed> other = List.of(new Placed(2, new Rectangle(0, 0, 64, 64)));
        String drawn = MapDrawing.of(SQUARE, one.stream()).fingerprint();
        assertThat(MapDrawing.of(SQUARE, List.copyOf(one).stream()).fingerprint()).isEqualTo(drawn);
        assertThat(MapDrawing.of(SQUARE, other.stream()).fingerprint()).isNotEqualTo(drawn);
        assertThat(MapDrawing.of(new MapTile(17, 67101, 43300), one.stream()).fingerprint()).isNotEqualTo(drawn);
    }

    private static int covered(MapDrawing drawing) {
        int count = 0;
        for (int y = 0; y < MapDrawing.SIDE; y++) {
            for (int x = 0; x < MapDrawing.SIDE; x++) {
                int left = x;
                int top = y;
                count += drawing.pictures().stream().anyMatch(tile -> tile.area().contains(left, top)) ? 1 : 0;
            }
        }
        return count;
    }
}
