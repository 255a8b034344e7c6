package dev.geofix.ingest.geotiff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.geofix.gallery.NewTile;
import dev.geofix.ingest.source.TileSource;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Memory does not grow with the file: 1.2 GB of pixels go through a heap of 96 MB, in a process of its own. */
class GeoTiffMemoryTest {
    private static final int SIDE = 20_000;

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"false, 10", "true, 512"})
    @Timeout(value = 10, unit = TimeUnit.MINUTES)
    void cutsALargePictureInALittleMemory(boolean tiled, int rows) throws Exception {
        Path file = folder.resolve("large.tif");
        Image image = tiled
                ? Image.tiles(SIDE, SIDE, 3, rows, (x, y, band) -> x / 8 + y / 8 + 80 * band)
                : Image.strips(SIDE, SIDE, 3, rows, (x, y, band) -> x / 8 + y / 8 + 80 * band);
        try (TestTiff tiff = new TestTiff(file)) {
            // A few blocks again and again: what is read is as much, what is written is not.
            tiff.add(image, 8, List.of(TestTiff.deflated(image.block(0)), TestTiff.deflated(image.block(1))));
        }
        List<String> command = List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx96m",
                "-Djava.awt.headless=true", "-cp", System.getProperty("java.class.path"), Cut.class.getName(),
                file.toString());
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
    }

    /** The program of the other process. */
    static final class Cut {
        private Cut() {}

        public static void main(String[] arguments) throws Exception {
            List<String> ids = new ArrayList<>();
            try (GeoTiffSource source = GeoTiffSource.open(Path.of(arguments[0]), 2000 * 0.9998, 0)) {
                source.read(new TileSource.Sink() {
                    @Override
                    public void tile(String item, NewTile tile) {
                        ids.add(item);
                    }

                    @Override
                    public void refuse(String item, String reason) {
                        throw new IllegalStateException(item + ": " + reason);
                    }
                });
            }
            if (ids.size() != 25) {
                throw new IllegalStateException("25 tiles expected: " + ids);
            }
        }
    }
}
