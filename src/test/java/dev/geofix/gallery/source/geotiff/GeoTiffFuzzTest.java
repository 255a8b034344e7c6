package dev.geofix.gallery.source.geotiff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.geofix.gallery.source.UnusableSourceException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Damaged files end in a refusal, of the file or of tiles, or in tiles; in nothing else. The seeds are fixed. */
class GeoTiffFuzzTest {
    private static final int FILES = 150;
    private static final int[] EXTREMES = {0, 1, 2, 0x7f, 0x80, 0xff};

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
            Files.write(file, damaged(whole, random));
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

    private static byte[] damaged(byte[] whole, Random random) {
        byte[] bytes = whole.clone();
        for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
            int at = random.nextInt(bytes.length);
            switch (random.nextInt(5)) {
                case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
                case 1 -> bytes[at] = (byte) EXTREMES[random.nextInt(EXTREMES.length)];
                case 2 -> bytes[at] = (byte) random.nextInt();
                case 3 -> Arrays.fill(bytes, at, Math.min(bytes.length, at + 4), (byte) EXTREMES[random.nextInt(
                        EXTREMES.length)]);
                default -> System.arraycopy(whole, random.nextInt(bytes.length - 12), bytes,
                        Math.min(at, bytes.length - 12), 12);
            }
        }
        return random.nextInt(10) == 0 ? Arrays.copyOf(bytes, random.nextInt(bytes.length)) : bytes;
    }
}
