package dev.geofix.ingest.geotiff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.geofix.ingest.source.UnusableSourceException;
import dev.geofix.testing.Damage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Damaged files end in a refusal, of the file or of tiles, or in tiles; in nothing else. The seeds are fixed. */
class GeoTiffFuzzTest {
    private static final int FILES = 150;

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"deflate-strips", "lzw-strips-of-7", "packbits-bands", "jpeg-ycbcr-tiles",
        "jpeg-bands-tiles",
        "bigtiff-big-endian", "sixteen-bits", "alpha", "mask", "cog", "turned", "date-line"})
    @Timeout(value = 5, unit = TimeUnit.MINUTES)
    void aDamagedFileIsRefusedOrReadAndNothingElse(String name) throws Exception {
        byte[] whole = Files.readAllBytes(Fixture.of(name));
        Random random = new Random(name.hashCode());
        Path file = folder.resolve(name + ".tif");
        int read = 0;
        int refused = 0;
        for (int i = 0; i < FILES; i++) {
            Files.write(file, Damage.of(whole, random));
            try {
                Collected collected = Collected.of(file, 32, 0.2);
                assertThat(collected.tiles.size() + collected.refused.size() + collected.skipped.size())
                        .isEqualTo((int) collected.total());
                read++;
            } catch (UnusableSourceException e) {
                assertThat(e).hasMessageStartingWith(name + ".tif ");
                refused++;
            }
        }
        assertThat(read).isPositive();
        assertThat(refused).isPositive();
    }
}
