package dev.geofix.ingest.geotiff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.geofix.ingest.source.UnusableSourceException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GeoTiffDamageTest {
    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("ortho photo.tif");
    }

    @Test
    void refusesTheTilesOfADamagedStripAndTakesTheRest() throws Exception {
        Image image = Image.strips(128, 128, 1, 8, (x, y, band) -> x ^ y);
        List<byte[]> blocks = TestTiff.blocks(image);
        Arrays.fill(blocks.get(2), 4, blocks.get(2).length, (byte) 0x55);
        try (TestTiff tiff = new TestTiff(file)) {
            tiff.add(image, 8, blocks);
        }
        Collected collected = Collected.of(file, 32, 0);
        assertThat(collected.tiles).hasSize(2);
        assertThat(collected.refused).hasSize(2).hasEntrySatisfying("ortho photo-32m-31-33",
                reason -> assertThat(reason).startsWith("block 2 of the picture is damaged ("));
    }

    @Test
    void refusesTheTilesBehindTheEndOfACutOffFile() throws Exception {
        Image image = Image.strips(128, 128, 1, 8, (x, y, band) -> x ^ y);
        try (TestTiff tiff = new TestTiff(file)) {
            // The directory first, as cloud-optimised files have it: the first image is only there to put it before the second's data.
            tiff.add(image);
        }
        byte[] whole = Files.readAllBytes(file);
        Path tail = folder.resolve("tail.tif");
        Files.write(tail, directoryFirst(whole));
        try (FileChannel channel = FileChannel.open(tail, StandardOpenOption.WRITE)) {
            channel.truncate(channel.size() - 1000);
        }
        Collected collected = Collected.of(tail, 32, 0);
        assertThat(collected.tiles).hasSize(2);
        assertThat(collected.refused).hasSize(2);
        assertThat(collected.refused.values()).allSatisfy(reason -> assertThat(reason).contains("cut off", "copy"));
    }

    /** The same file with its data once more at its end, where the strips are said to be. */
    private static byte[] directoryFirst(byte[] whole) {
        byte[] twice = Arrays.copyOf(whole, 2 * whole.length);
        System.arraycopy(whole, 0, twice, whole.length, whole.length);
        ByteBuffer buffer = ByteBuffer.wrap(twice).order(ByteOrder.LITTLE_ENDIAN);
        int directory = buffer.getInt(4);
        for (int i = 0; i < buffer.getShort(directory); i++) {
            int entry = directory + 2 + 12 * i;
            if (buffer.getShort(entry) == Tag.STRIP_OFFSETS) {
                int values = buffer.getInt(entry + 8);
                for (int strip = 0; strip < buffer.getInt(entry + 4); strip++) {
                    buffer.putInt(values + 4 * strip, buffer.getInt(values + 4 * strip) + whole.length);
                }
            }
        }
        // Behind the data come the field values and the directory, which are not needed a second time.
        return Arrays.copyOf(twice, whole.length + directory);
    }

    @Test
    void saysWhenTheDirectoryIsCutOff() throws Exception {
        try (TestTiff tiff = new TestTiff(file)) {
            tiff.add(Image.slope());
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(channel.size() / 2);
        }
        assertThatExceptionOfType(UnusableSourceException.class).isThrownBy(() -> GeoTiffSource.open(file, 32, 0))
                .withMessageContaining("cut off").withMessageContaining("Copy it again");
        Files.writeString(file, "II");
        assertThatExceptionOfType(UnusableSourceException.class).isThrownBy(() -> GeoTiffSource.open(file, 32, 0))
                .withMessage("ortho photo.tif is no TIFF.");
    }

    @Test
    void refusesABlockTooLargeForMemory() throws Exception {
        Image image = Image.strips(30_000, 30_000, 3, 30_000, (x, y, band) -> 0);
        try (TestTiff tiff = new TestTiff(file)) {
            tiff.add(image, 8, List.of(new byte[100]));
        }
        assertThatExceptionOfType(UnusableSourceException.class).isThrownBy(() -> GeoTiffSource.open(file, 500, 0))
                .withMessageContaining("gdal_translate -co TILED=YES");
    }
}
