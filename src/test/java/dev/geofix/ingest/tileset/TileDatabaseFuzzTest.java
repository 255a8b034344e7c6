package dev.geofix.ingest.tileset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.geofix.ingest.Sources;
import dev.geofix.ingest.source.Found;
import dev.geofix.ingest.source.SourceOptions;
import dev.geofix.ingest.source.UnusableSourceException;
import dev.geofix.testing.Damage;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Damaged tile databases end in a refusal, of the file or of rows, or in tiles; in nothing else. The seeds are fixed. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class TileDatabaseFuzzTest {
    private static final int FILES = 250;
    private static final long MAX_BYTES = 1 << 20;

    @TempDir
    Path folder;

    /** @param reach the first page holds the schema; the next ones the tables of contents */
    @ParameterizedTest
    @CsvSource({"gdal.mbtiles,,4096", "gdal.mbtiles,,1000000", "gdal.gpkg,mercator,4096", "gdal.gpkg,mercator,1000000",
        "gdal.gpkg,geographic,1000000"})
    void aDamagedFileIsRefusedOrReadAndNothingElse(String name, String layer, int reach) throws Exception {
        byte[] whole;
        try (InputStream in = TileDatabaseFuzzTest.class.getResourceAsStream(name)) {
            whole = Objects.requireNonNull(in).readAllBytes();
        }
        Random random = new Random(name.hashCode() + reach);
        Path file = folder.resolve(name);
        int read = 0;
        int refused = 0;
        for (int i = 0; i < FILES; i++) {
            Files.write(file, Damage.of(whole, Math.min(reach, whole.length), random));
            try {
                Found.in(Sources.open(file, new SourceOptions(null, null, null, layer, null, null, null), MAX_BYTES));
                read++;
            } catch (UnusableSourceException e) {
                assertThat(e.getMessage()).isNotBlank();
                refused++;
            }
        }
        assertThat(read).isPositive();
        assertThat(refused).isPositive();
        try (var left = Files.list(folder)) {
            assertThat(left).containsExactly(file);
        }
    }
}
