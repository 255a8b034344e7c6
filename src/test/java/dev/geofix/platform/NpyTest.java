package dev.geofix.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NpyTest {
    @TempDir
    Path folder;

    @Test
    void whatWasWrittenIsRead() throws IOException {
        Path file = write();
        assertThat(NpyFile.read(file)).isDeepEqualTo(new float[][]{{1, -2, 0.5f}, {Float.MIN_VALUE, 1e30f, 0}});
    }

    /** As the format's description lays the bytes out. */
    @Test
    void theHeaderIsNumPys() throws IOException {
        byte[] bytes = Files.readAllBytes(write());
        int length = bytes[8] & 0xff | (bytes[9] & 0xff) << 8;
        assertThat((10 + length) % 64).isZero();
        assertThat(bytes).hasSize(10 + length + 6 * Float.BYTES);
        assertThat(new String(bytes, 10, length, StandardCharsets.US_ASCII))
                .isEqualTo("{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }".concat(" ".repeat(length - 60))
                        .concat("\n"));
    }

    @Test
    void anotherOrACutOffFileIsRefused() throws IOException {
        Path file = write();
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, bytes.length - 1));
        assertThatIllegalArgumentException().isThrownBy(() -> NpyFile.read(file)).withMessageContaining("ends early");
        Files.writeString(file, "no matrix at all");
        assertThatIllegalArgumentException().isThrownBy(() -> NpyFile.read(file)).withMessageContaining("no matrix");
        try (NpyFile.Writer writer = NpyFile.integers(file, 1, 2)) {
            writer.write(new int[]{1, 2});
        }
        assertThatIllegalArgumentException().isThrownBy(() -> NpyFile.read(file)).withMessageContaining("no matrix");
    }

    @Test
    void rowsThatAreMissingOrTooManyAreAnError() throws IOException {
        NpyFile.Writer writer = NpyFile.floats(folder.resolve("m.npy"), 2, 1);
        writer.write(new float[]{1});
        assertThatIllegalArgumentException().isThrownBy(() -> writer.write(new float[]{1, 2}));
        assertThatIOException().isThrownBy(writer::close).withMessageContaining("1 rows early");
    }

    private Path write() throws IOException {
        Path file = folder.resolve("m.npy");
        try (NpyFile.Writer writer = NpyFile.floats(file, 2, 3)) {
            writer.write(new float[]{1, -2, 0.5f});
            writer.write(new float[]{Float.MIN_VALUE, 1e30f, 0});
        }
        return file;
    }
}
