package dev.geofix.locate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.geofix.geo.BoundingBox;
import dev.geofix.verification.Verification;
import java.util.List;
import org.junit.jupiter.api.Test;

class MatchedTileTest {
    private static final MatchedTile TILE = tile("t", new BoundingBox(4, 52, 4.002, 52.002), match(50, 50, true));
    /** Half a tile to the east and to the south. */
    private static final MatchedTile OVERLAPPING = tile("o", new BoundingBox(4.001, 51.999, 4.003, 52.001),
            match(20, 10, true), match(90, 10, true), match(20, 90, true), match(30, 10, false));

    @Test
    void whatAgreesOnAnOverlappingTileIsBroughtOntoTheGroundThatBothShow() {
        Verification.TileMatches all = TILE.withAgreeingOf(List.of(TILE, OVERLAPPING)).matches();
        assertThat(all.inliers()).isEqualTo(2);
        assertThat(all.matches()).hasSize(2);
        assertThat(all.matches().get(1).tileX()).isCloseTo(70, within(1e-6));
        assertThat(all.matches().get(1).tileY()).isCloseTo(60, within(1e-6));
    }

    @Test
    void whatDoesNotAgreeStaysWhereItIs() {
        assertThat(OVERLAPPING.withAgreeingOf(List.of(TILE, OVERLAPPING)).matches().matches())
                .filteredOn(match -> !match.inlier()).containsExactly(match(30, 10, false));
    }

    @Test
    void aTileMayCrossTheDateLine() {
        BoundingBox box = new BoundingBox(179.999, 0, -179.999, 0.002);
        assertThat(MatchedTile.on(box, -179.9995, 0.0005).getX()).isCloseTo(0.75, within(1e-6));
        assertThat(MatchedTile.on(box, 179.9995, 0.0005).getX()).isCloseTo(0.25, within(1e-6));
        assertThat(MatchedTile.on(box, 180, 0.0005).getY()).isCloseTo(0.75, within(1e-6));
    }

    @Test
    void theEdgeBelongsToTheTile() {
        MatchedTile edges = tile("e", new BoundingBox(4, 52, 4.002, 52.002), match(0, 0, true), match(100, 100, true),
                match(-0.1, 50, true), match(100.1, 50, true), match(50, -0.1, true), match(50, 100.1, true));
        assertThat(edges.withAgreeingOf(List.of(edges)).matches().matches()).containsExactly(match(0, 0, true),
                match(100, 100, true));
    }

    private static MatchedTile tile(String id, BoundingBox bounds, Verification.Match... matches) {
        return new MatchedTile(bounds, new Verification.TileMatches(id, 100, 100, List.of(matches)));
    }

    private static Verification.Match match(double x, double y, boolean inlier) {
        return new Verification.Match(1, 2, x, y, inlier);
    }
}
