package dev.geofix.ingest.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.geofix.gallery.TileId;
import dev.geofix.geo.BoundingBox;
import dev.geofix.geo.GeoPoint;
import dev.geofix.ingest.source.RefusedItemException;
import dev.geofix.ingest.source.UnusableSourceException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ManifestTest {
    @TempDir
    Path folder;

    @Test
    void readsAFileTileCentreAndAttributes() throws Exception {
        PlacedImage row = first("file,tile,latitude,longitude,season\nimages/a.png,A 1,52.5,4.25,summer\n");
        assertThat(row)
                .isEqualTo(new PlacedImage(Path.of("images/a.png"), new TileId("A 1"), new GeoPoint(52.5, 4.25), null,
                        Map.of("season", "summer")));
    }

    @Test
    void namesATileAfterItsFileWhereNoIdIsGiven() throws Exception {
        assertThat(first("file,lat,lon\nimages/a.png,1,2\n").id()).isEqualTo(new TileId("a.png"));
    }

    @Test
    void takesPathsAsWindowsWritesThem() throws Exception {
        PlacedImage row = first("file,lat,lon\nimages\\a.png,1,2\n");
        assertThat(row.file()).isEqualTo(Path.of("images/a.png"));
        assertThat(row.id()).isEqualTo(new TileId("a.png"));
    }

    @Test
    void passesOverEmptyValuesBehindTheLastColumn() throws Exception {
        assertThat(first("file,lat,lon,\na.png,1,2,\n").center()).isEqualTo(new GeoPoint(1, 2));
    }

    @Test
    void takesTheCentreFromTheBounds() throws Exception {
        PlacedImage row = first("FILE,West,South,East,North\na.png,4,52,5,53\n");
        assertThat(row.center()).isEqualTo(new GeoPoint(52.5, 4.5));
        assertThat(row.bounds()).isEqualTo(new BoundingBox(4, 52, 5, 53));
    }

    @Test
    void readsSemicolonsQuotesAndAByteOrderMark() throws Exception {
        PlacedImage row = first("\uFEFFfile;tile;latitude;longitude;note\r\n\"a;b.png\";a;1;2;\"Zürich, west\"\r\n");
        assertThat(row.file()).isEqualTo(Path.of("a;b.png"));
        assertThat(row.attributes()).containsEntry("note", "Zürich, west");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"a.png,NaN,2 | number", "a.png,91,2 | -90 to 90", "a.png,x,2 | latitude",
        "a.png,1, | together", "a.png,, | neither", ",1,2 | file is empty", "a.png | neither",
        "a%b.png,1,2 | tile's id", "a.png,1,2,x | more values"})
    void refusesARowWithItsReason(String row, String reason) {
        assertThatExceptionOfType(RefusedItemException.class)
                .isThrownBy(() -> first("file,latitude,longitude\n" + row + "\n")).withMessageContaining(reason);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "image,latitude,longitude\na,1,2\n", "file,latitude\na,1\n",
        "file,west,south,east\na,1,2,3\n", "file,latitude,longitude\n", "file,lat,latitude,lon\na,1,1,2\n",
        "file,latitude,longitude\n\"a,1,2\n"})
    void refusesAFileThatIsNoManifest(String text) throws Exception {
        Path file = write(text.getBytes(StandardCharsets.UTF_8));
        assertThatExceptionOfType(UnusableSourceException.class).isThrownBy(() -> Manifest.count(file));
    }

    @Test
    void namesTheLineOfAQuotationMarkThatIsNeverClosed() throws Exception {
        Path file = write("file,latitude,longitude\na.png,1,2\n\"b.png,1,2\n".getBytes(StandardCharsets.UTF_8));
        assertThatExceptionOfType(UnusableSourceException.class).isThrownBy(() -> Manifest.count(file))
                .withMessageContaining("opens in line 3 is never closed");
    }

    @Test
    void refusesAnotherEncoding() throws Exception {
        Path file = write("file,latitude,longitude\nZürich.png,1,2\n".getBytes(StandardCharsets.ISO_8859_1));
        assertThatExceptionOfType(UnusableSourceException.class).isThrownBy(() -> Manifest.count(file))
                .withMessageContaining("UTF-8");
    }

    private PlacedImage first(String text) throws Exception {
        try (Manifest manifest = Manifest.open(write(text.getBytes(StandardCharsets.UTF_8)))) {
            return Objects.requireNonNull(manifest.next()).image();
        }
    }

    private Path write(byte[] bytes) throws Exception {
        return Files.write(folder.resolve("manifest.csv"), bytes);
    }
}
