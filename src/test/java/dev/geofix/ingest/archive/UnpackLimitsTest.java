package dev.geofix.ingest.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.geofix.ingest.source.UnusableSourceException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnpackLimitsTest {
    private static final int MEBI = 1 << 20;

    @TempDir
    Path folder;

    @Test
    void endsAtTheMostBytesWhateverTheHeadersSay() throws Exception {
        Map<String, byte[]> zeros = Map.of("a.png", new byte[3 * MEBI], "b.png", new byte[3 * MEBI]);
        UnpackLimits limits = new UnpackLimits(4 * MEBI, 100, 1000, 0);
        byte[] zip = Packing.zip(zeros);
        assertRefused(zip, limits, "import-max-unpacked");
        assertThat(folder.resolve("out/a.png")).as("the list says enough").doesNotExist();
        byte[] lying = zip.clone();
        for (int i = 0; i < zip.length - 46; i++) {
            if (zip[i] == 'P' && zip[i + 1] == 'K' && zip[i + 2] == 1 && zip[i + 3] == 2) {
                lying[i + 26] = 0;
            }
        }
        Unpacked unpacked = Unpacked.of(Files.write(folder.resolve("lying"), lying), folder.resolve("lies"), limits);
        assertThat(unpacked.files()).isEmpty();
        assertThat(unpacked.refused()).hasSize(2)
                .allSatisfy((name, reason) -> assertThat(reason).contains("length"));
        assertRefused(Packing.gzip(Packing.tar(zeros)), limits, "import-max-unpacked");
    }

    @Test
    void endsAtTheMostEntries() throws Exception {
        Map<String, byte[]> files = new HashMap<>();
        for (int i = 0; i < 101; i++) {
            files.put(i + ".png", new byte[1]);
        }
        UnpackLimits limits = new UnpackLimits(MEBI, 100, 1000, 0);
        assertRefused(Packing.zip(files), limits, "import-max-entries");
        assertRefused(Packing.tar(files), limits, "import-max-entries");
    }

    /** Two gigabytes of zeros in two megabytes; the unpacking ends at the first one. */
    @Test
    void endsABombByItsRatio() throws Exception {
        Path bomb = folder.resolve("bomb.tar.gz");
        try (OutputStream out = Files.newOutputStream(bomb);
                TarArchiveOutputStream tar = new TarArchiveOutputStream(new GZIPOutputStream(out))) {
            for (int i = 0; i < 12; i++) {
                TarArchiveEntry entry = new TarArchiveEntry(i + ".png");
                entry.setSize(100 * MEBI);
                tar.putArchiveEntry(entry);
                for (int k = 0; k < 100; k++) {
                    tar.write(new byte[MEBI]);
                }
                tar.closeArchiveEntry();
            }
        }
        assertThatExceptionOfType(UnusableSourceException.class).isThrownBy(
                () -> Unpacked.of(bomb, folder.resolve("out"), new UnpackLimits(Long.MAX_VALUE, 100, 100, 0)))
                .withMessageContaining("100 times its length").withMessageContaining("import-max-ratio");
    }

    @Test
    void leavesTheDiskItsRoom() throws Exception {
        assertRefused(Packing.zip(Packing.files("a.png")), new UnpackLimits(MEBI, 10, 100, Long.MAX_VALUE / 2),
                "disk is too full");
    }

    private void assertRefused(byte[] archive, UnpackLimits limits, String reason) throws Exception {
        Path file = Files.write(folder.resolve("archive"), archive);
        assertThatExceptionOfType(UnusableSourceException.class)
                .isThrownBy(() -> Unpacked.of(file, folder.resolve("out"), limits)).withMessageContaining(reason);
    }
}
