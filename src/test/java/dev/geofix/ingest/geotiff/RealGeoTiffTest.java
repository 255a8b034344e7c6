package dev.geofix.ingest.geotiff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.geofix.gallery.NewTile;
import dev.geofix.geo.GeoPoint;
import dev.geofix.ingest.source.UnusableSourceException;
import dev.geofix.testing.SharedData;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Files of others. The places are those of {@code gdalinfo}: corners, or the centre in degrees. */
class RealGeoTiffTest {
    private static Path file(String name) {
        return SharedData.require("imagery/geotiff/" + name);
    }

    @Test
    void cutsACloudOptimisedFileInWebMercator() throws Exception {
        List<NewTile> tiles = Collected.of(file("cogeo.tif"), 100, 0).list();
        assertThat(tiles).hasSize(25);
        // Upper left: 14321853.116, 4533021.525; lower right: 14322464.612, 4532410.029. gdaltransform -s_srs EPSG:3857 -t_srs EPSG:4326.
        GeoPoint northWest = new GeoPoint(37.6707773728831, 128.655395507812);
        GeoPoint southEast = new GeoPoint(37.6664292139009, 128.660888669586);
        NewTile first = tiles.getFirst();
        NewTile last = tiles.getLast();
        assertThat(new GeoPoint(first.bounds().north(), first.bounds().west()).distanceTo(northWest)).isLessThan(0.01);
        assertThat(new GeoPoint(last.bounds().south(), last.bounds().east()).distanceTo(southEast)).isLessThan(0.01);
    }

    @Test
    void refusesWhatACorruptFileLacksAndTakesTheRest() throws Exception {
        Collected collected = Collected.of(file("corrupt.tif"), 100, 0);
        assertThat(collected.tiles).hasSize(16);
        assertThat(collected.refused).hasSize(9);
        assertThat(collected.refused.values()).allSatisfy(reason -> assertThat(reason).contains("cut off"));
    }

    @Test
    void skipsTheSeaOfNoData() throws Exception {
        Collected collected = Collected.of(file("RGB.byte.tif"), 40_000, 0);
        assertThat(collected.tiles).isNotEmpty();
        assertThat(collected.skipped).isNotEmpty();
        assertThat(collected.refused).isEmpty();
    }

    @Test
    void readsSixteenBitsWithAlphaAndOverviewsOfSixteenBits() throws Exception {
        assertThat(Collected.of(file("RGBA.uint16.tif"), 200, 0).tiles).isNotEmpty();
        assertThat(Collected.of(file("cog.tif"), 100_000, 0).tiles).hasSize(9);
    }

    @Test
    void tellsWhatSizeAPictureOfCoarsePixelsTakes() {
        Path utm = file("utm.tif");
        assertThatExceptionOfType(UnusableSourceException.class).isThrownBy(() -> GeoTiffSource.open(utm, 400, 0))
                .withMessage(
                        "utm.tif has pixels of 141.496 m, too coarse for tiles of 400 m. Give groundMeters of at least 4528.");
    }
}
