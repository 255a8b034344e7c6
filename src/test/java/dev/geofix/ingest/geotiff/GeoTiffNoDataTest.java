package dev.geofix.ingest.geotiff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.geofix.imaging.RgbImage;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GeoTiffNoDataTest {
    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("ortho photo.tif");
    }

    @Test
    void skipsSquaresWithoutDataAndKeepsThoseThatAreMostlyThere() throws Exception {
        // Nothing in the western half but for eight columns; nought means nothing.
        try (TestTiff tiff = new TestTiff(file)) {
            tiff.fields.put(Tag.GDAL_NODATA, "0");
            tiff.add(Image.tiles(128, 128, 3, 32, (x, y, band) -> x < 56 ? 0 : 200));
        }
        Collected collected = Collected.of(file, 32, 0);
        assertThat(collected.tiles.keySet()).containsExactly("ortho photo-32m-95-31", "ortho photo-32m-97-95");
        assertThat(collected.skipped).hasSize(2);
        assertThat(collected.total()).isEqualTo(4);
        Collected halfThere = Collected.of(file, 64, 0);
        RgbImage picture = Collected.picture(halfThere.only());
        assertThat(Collected.level(picture, 0.2, 0.5, 0)).isCloseTo(124, within(3.0));
        assertThat(Collected.level(picture, 0.8, 0.5, 0)).isCloseTo(200, within(3.0));
    }

    @Test
    void hidesWhatTheMaskHides() throws Exception {
        try (TestTiff tiff = new TestTiff(file)) {
            tiff.add(Image.tiles(128, 128, 3, 32, (x, y, band) -> 200));
            tiff.fields.put(Tag.SUBFILE_TYPE, 4);
            tiff.fields.put(Tag.PHOTOMETRIC, 4);
            tiff.add(Image.strips(128, 128, 1, 10, (x, y, band) -> x < 40 || y < 64 ? 0 : 1));
        }
        Collected collected = Collected.of(file, 32, 0);
        assertThat(collected.skipped).hasSize(3);
        assertThat(Collected.level(Collected.picture(collected.only()), 0.5, 0.5, 0)).isCloseTo(200, within(2.0));
    }

    @Test
    void takesBlackForBlackWhereNothingElseIsSaid() throws Exception {
        try (TestTiff tiff = new TestTiff(file)) {
            tiff.add(Image.tiles(128, 128, 3, 32, (x, y, band) -> 0));
        }
        assertThat(Collected.of(file, 32, 0).tiles).hasSize(4);
    }

    @Test
    void takesABlockThatIsNotThereForNoData() throws Exception {
        List<byte[]> blocks = TestTiff.blocks(Image.slope());
        for (int row : new int[]{0, 4}) {
            blocks.set(row, new byte[0]);
            blocks.set(row + 1, new byte[0]);
        }
        try (TestTiff tiff = new TestTiff(file)) {
            tiff.add(Image.slope(), 8, blocks);
        }
        Collected collected = Collected.of(file, 32, 0);
        assertThat(collected.tiles).hasSize(3);
        assertThat(collected.skipped).containsExactly("ortho photo-32m-31-33");
    }
}
