package dev.geofix.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.geofix.ingest.source.Found;
import dev.geofix.ingest.source.SourceOptions;
import dev.geofix.ingest.source.UnusableSourceException;
import dev.geofix.testing.Pictures;
import dev.geofix.testing.SharedData;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a source is shows in its content. */
class SourcesTest {
    private static final long MAX_BYTES = 1 << 20;

    @TempDir
    Path folder;

    @Test
    void looksForAManifestFirst() throws Exception {
        put("3/1/1.png", picture());
        put("manifest.csv", "file,latitude,longitude\n3/1/1.png,1,2\n".getBytes());
        assertThat(Found.in(Sources.open(folder, SourceOptions.NONE, MAX_BYTES)).ids()).containsExactly("1.png");
        put("manifest.geojson", "{}".getBytes());
        assertUnusable(SourceOptions.NONE, "Say which as manifest");
        assertThat(Found.in(Sources.open(folder, manifest("manifest.csv"), MAX_BYTES)).ids()).hasSize(1);
    }

    @Test
    void findsTheFolderWithinAnUnpackedArchive() throws Exception {
        put("town/tiles/3/1/1.png", picture());
        assertThat(Found.in(Sources.openUnpacked(folder, SourceOptions.NONE, MAX_BYTES)).ids())
                .containsExactly("3-1-1");
    }

    /** Side files begin as TIFFs do. */
    @ParameterizedTest
    @ValueSource(strings = {"ortho.tif.ovr", "ortho.tif.msk", "ORTHO.TIF.OVR", "ortho.tif.msk.ovr", "ortho.ovr"})
    void aSideFileOfATiffIsNoSource(String name) throws Exception {
        copy("cog.tif", "ortho.tif");
        copy("cog.tif", name);
        put("ortho.tif.aux.xml", "<PAMDataset/>".getBytes());
        put("ortho.tfw", "0.5".getBytes());
        assertThat(Found.in(Sources.open(folder, groundMeters(32), MAX_BYTES)).ids()).isNotEmpty()
                .allMatch(id -> id.startsWith("ortho-32m"));
    }

    @Test
    void whatIsNamedAsTheSideFileOfAnotherTiffIsASource() throws Exception {
        copy("cog.tif", "ortho.tif");
        copy("cog.tif", "other.tif.ovr");
        assertUnusable(SourceOptions.NONE, "Import one by one: ortho.tif, other.tif.ovr");
    }

    @Test
    void takesTheReportedOrthomosaicBesideItsOverviews() throws Exception {
        unzip(SharedData.require("cases/ortho-with-ovr/ortho.zip"));
        assertThat(Found.in(Sources.openUnpacked(folder, groundMeters(45), MAX_BYTES)).ids()).isNotEmpty()
                .allMatch(id -> id.startsWith("odm_orthophoto-45m"));
    }

    @Test
    void saysWhatIsMissing() throws Exception {
        assertUnusable(SourceOptions.NONE, "no manifest.csv or manifest.geojson");
        put("a.zip", "PK\5\6".getBytes());
        assertUnusable(SourceOptions.NONE, "Unpack the archives");
        assertUnusable(manifest("gone.csv"), "no such file");
        assertUnusable(manifest("../gone.csv"), "leaves the folder");
        put("a.db", "SQLite format 3\0".getBytes());
        put("b.db", "SQLite format 3\0".getBytes());
        assertUnusable(SourceOptions.NONE, "a.db, b.db");
    }

    @Test
    void aFileThatALinkLeadsToIsNotInTheFolder(@TempDir Path elsewhere) throws Exception {
        Path file = Files.write(elsewhere.resolve("secret.mbtiles"), "SQLite format 3\0".getBytes());
        Files.createSymbolicLink(folder.resolve("a.mbtiles"), file);
        assertUnusable(SourceOptions.NONE, "nothing in the folder that can be imported");
    }

    @Test
    void refusesOptionsWithoutEffect() throws Exception {
        put("3/1/1.png", picture());
        assertUnusable(new SourceOptions(null, null, null, "a", null, 100.0, null),
                "groundMeters and layer have no effect on a folder of map tiles");
    }

    private void assertUnusable(SourceOptions options, String reason) {
        assertThatExceptionOfType(UnusableSourceException.class)
                .isThrownBy(() -> Sources.open(folder, options, MAX_BYTES)).withMessageContaining(reason);
    }

    private static SourceOptions manifest(String name) {
        return new SourceOptions(null, name, null, null, null, null, null);
    }

    private static SourceOptions groundMeters(double meters) {
        return new SourceOptions(null, null, null, null, null, meters, null);
    }

    private void copy(String resource, String name) throws IOException {
        try (InputStream in = SourcesTest.class.getResourceAsStream("geotiff/" + resource)) {
            put(name, Objects.requireNonNull(in).readAllBytes());
        }
    }

    private void unzip(Path archive) throws IOException {
        try (ZipInputStream in = new ZipInputStream(Files.newInputStream(archive))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                put(entry.getName(), in.readAllBytes());
            }
        }
    }

    private static byte[] picture() {
        return Pictures.png(Pictures.picture(1, 256));
    }

    private void put(String place, byte[] content) throws IOException {
        Path file = folder.resolve(place);
        Files.createDirectories(file.getParent());
        Files.write(file, content);
    }
}
