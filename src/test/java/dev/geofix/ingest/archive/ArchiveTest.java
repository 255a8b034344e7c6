package dev.geofix.ingest.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.geofix.ingest.source.RefusedItemException;
import dev.geofix.ingest.source.UnusableSourceException;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.commons.compress.archivers.zip.Zip64Mode;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.FileSystemUtils;

class ArchiveTest {
    private static final String[] HOSTILE = {"../up.png", "/abs.png", "a/../../up.png", "C:\\x.png",
        "link@", "a\0b.png"};

    @TempDir
    Path folder;

    @Test
    void unpacksZipTarAndPackedTar() throws Exception {
        Map<String, byte[]> files = Packing.files("manifest.csv", "tiles/a.png", "tiles/zürich.png",
                "a/very/long/name".repeat(12));
        for (byte[] archive : new byte[][]{Packing.zip(files), Packing.tar(files), Packing.gzip(Packing.tar(files))}) {
            Unpacked unpacked = unpack(archive);
            assertThat(unpacked.files()).containsExactlyElementsOf(files.keySet());
            assertThat(unpacked.refused()).isEmpty();
            assertThat(folder.resolve("out/tiles/a.png")).hasBinaryContent(files.get("tiles/a.png"));
        }
    }

    @Test
    void takesFilesOfAnyContent() throws Exception {
        Map<String, byte[]> files = new TreeMap<>();
        Random random = new Random(3);
        for (int i = 0; i < 50; i++) {
            byte[] content = new byte[500 + random.nextInt(2000)];
            random.nextBytes(content);
            files.put(i + ".png", content);
        }
        assertThat(unpack(Packing.zip(files)).files()).hasSize(50);
        assertThat(unpack(Packing.tar(files)).files()).hasSize(50);
    }

    @Test
    void leavesNothingOutsideTheFolder() throws Exception {
        Map<String, byte[]> files = Packing.files(HOSTILE);
        files.putAll(Packing.files("good.png"));
        Unpacked zip = unpack(Packing.zip(files));
        assertThat(zip.files()).containsExactly("good.png");
        assertThat(zip.refused()).hasSize(HOSTILE.length);
        assertThat(zip.refused().get("../up.png")).contains("leaves the archive");
        assertThat(zip.refused().get("/abs.png")).contains("absolute");
        assertThat(zip.refused().get("link@")).contains("link");
        assertThat(folder.resolve("up.png")).doesNotExist();
        assertThat(Path.of("/abs.png")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"..\\up.png", "a\\..\\..\\up.png", "c:\\x.png", "", ".", "a/.."})
    void takesNoNameThatLeavesOrIsNone(String name) {
        assertThatExceptionOfType(RefusedItemException.class).isThrownBy(() -> Unpacker.EntryName.below(folder, name));
    }

    @Test
    void takesNoLinksOrPipesOutOfATar() throws Exception {
        Unpacked tar = unpack(Packing.tar(Packing.files("../up.png", "a=", "b@", "good.png", "p|")));
        assertThat(tar.files()).containsExactly("good.png");
        assertThat(tar.refused().get("a=")).contains("link");
        assertThat(tar.refused().get("b@")).contains("link");
        assertThat(tar.refused().get("p|")).contains("no ordinary file");
        assertThat(tar.refused().get("../up.png")).contains("leaves");
    }

    @Test
    void refusesArchivesWithinAnArchive() throws Exception {
        Map<String, byte[]> files = new TreeMap<>(Packing.files("good.png"));
        files.put("inner.png", Packing.zip(Packing.files("x")));
        files.put("inner.tar", Packing.tar(Packing.files("x")));
        files.put("packed.gz", Packing.gzip(new byte[10]));
        Unpacked unpacked = unpack(Packing.zip(files));
        assertThat(unpacked.files()).containsExactly("good.png");
        assertThat(unpacked.refused()).hasSize(3)
                .allSatisfy((name, reason) -> assertThat(reason).contains("itself an archive"));
    }

    @Test
    void givesTheRestOfAZipInWhichOneFileIsDamaged() throws Exception {
        byte[] zip = Packing.zip(Packing.files("a.png", "b.png", "c.png"));
        int data = new String(zip, StandardCharsets.ISO_8859_1).indexOf("b.png") + "b.png".length();
        zip[data + 4] ^= 0x5a;
        Unpacked unpacked = unpack(zip);
        assertThat(unpacked.files()).containsExactly("a.png", "c.png");
        assertThat(unpacked.refused().get("b.png")).contains("damaged");
    }

    @Test
    void refusesANameThatComesTwiceAndAnEncryptedFile() throws Exception {
        byte[] zip = Packing.zip(Packing.files("a.png", "b.png", "c.png"));
        String text = new String(zip, StandardCharsets.ISO_8859_1);
        int directory = text.indexOf("PK\1\2");
        zip[text.indexOf("b.png", directory)] = 'a';
        zip[text.indexOf("c.png", directory) - 46 + 8] |= 1;
        Unpacked unpacked = unpack(zip);
        assertThat(unpacked.files()).containsExactly("a.png");
        assertThat(unpacked.refused().get("a.png")).contains("twice");
        assertThat(unpacked.refused().get("c.png")).contains("encrypted");
    }

    @Test
    void passesOverWhatDesktopsAdd() throws Exception {
        Unpacked unpacked = unpack(Packing.zip(Packing.files("__MACOSX/._a.png", ".DS_Store", "a.png", "b/")));
        assertThat(unpacked.files()).containsExactly("a.png");
        assertThat(unpacked.refused()).isEmpty();
    }

    @Test
    void readsTheLongFormsOfAZip() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipArchiveOutputStream zip = new ZipArchiveOutputStream(bytes)) {
            zip.setUseZip64(Zip64Mode.Always);
            for (int i = 0; i < 200; i++) {
                zip.putArchiveEntry(new ZipArchiveEntry(i + ".png"));
                zip.write(i);
                zip.closeArchiveEntry();
            }
        }
        assertThat(unpack(bytes.toByteArray()).files()).hasSize(200);
        assertThat(folder.resolve("out/7.png")).hasBinaryContent(new byte[]{7});
    }

    @Test
    void readsTheLastOfTwoZipsInOneFile() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(Packing.zip(Packing.files("old.png")));
        bytes.write(Packing.zip(Packing.files("new.png")));
        assertThat(unpack(bytes.toByteArray()).files()).containsExactly("new.png");
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 50, 90})
    void refusesAnArchiveThatIsCutOff(int percent) throws Exception {
        Map<String, byte[]> files = Packing.files("a.png", "b.png", "c.png");
        for (byte[] archive : new byte[][]{Packing.zip(files), Packing.gzip(Packing.tar(files))}) {
            byte[] cut = Arrays.copyOf(archive, archive.length * percent / 100);
            assertThatExceptionOfType(UnusableSourceException.class).isThrownBy(() -> unpack(cut))
                    .withMessageContaining("damaged");
        }
        byte[] tar = Packing.tar(files);
        byte[] cut = Arrays.copyOf(tar, 512 * 5);
        assertThatExceptionOfType(UnusableSourceException.class).isThrownBy(() -> unpack(cut))
                .withMessageContaining("no end");
    }

    @Test
    void refusesPackedFilesThatAreNoArchive() throws Exception {
        assertThatExceptionOfType(UnusableSourceException.class)
                .isThrownBy(() -> unpack(Packing.gzip("a,b".getBytes(StandardCharsets.US_ASCII))))
                .withMessageContaining("no .tar.gz");
        assertThatExceptionOfType(UnusableSourceException.class)
                .isThrownBy(() -> unpack("Rar!\u001a\7\1\0".getBytes(StandardCharsets.ISO_8859_1)))
                .withMessageContaining("Pack it as .zip");
    }

    private Unpacked unpack(byte[] archive) throws Exception {
        Path out = folder.resolve("out");
        if (Files.exists(out)) {
            FileSystemUtils.deleteRecursively(out);
        }
        return Unpacked.of(Files.write(folder.resolve("archive"), archive), out, Unpacked.GENEROUS);
    }
}
