package dev.geofix.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SafetensorsTest {
    @TempDir
    Path folder;

    @Test
    void readsBackWhatItWrote() throws IOException {
        try (NDManager manager = NDManager.newBaseManager("PyTorch")) {
            Path file = folder.resolve("a.safetensors");
            TensorSource tensors = TensorSource.of(Map.of("b", manager.create(new float[]{1, -2.5f, 3}), "a",
                    manager.create(new float[]{4, 5, 6, 7}, new Shape(2, 2))));
            SafetensorsWriter.write(file, tensors, Map.of("made by", "a test"));
            try (Safetensors read = Safetensors.open(file)) {
                assertThat(read.names()).containsExactly("a", "b");
                assertThat(read.shape("a")).containsExactly(2, 2);
                assertThat(read.values("a")).containsExactly(4, 5, 6, 7);
                assertThat(read.values("b")).containsExactly(1, -2.5f, 3);
                assertThat(read.metadata()).containsEntry("made by", "a test");
            }
            assertThat(folder).isDirectoryContaining(path -> path.equals(file));
            assertThat(folder.toFile().list()).hasSize(1);
        }
    }

    @Test
    void readsHalfPrecisionAsFloats() throws IOException {
        try (NDManager manager = NDManager.newBaseManager("PyTorch")) {
            Path file = folder.resolve("half.safetensors");
            SafetensorsWriter.writeHalf(file,
                    TensorSource.of(Map.of("a", manager.create(new float[]{0.5f, -2}, new Shape(1, 2)))),
                    Map.of());
            try (Safetensors read = Safetensors.open(file)) {
                assertThat(read.bytes("a")).hasSize(4);
                assertThat(read.values("a")).containsExactly(0.5f, -2);
            }
        }
    }

    @Test
    void keepsVectorsInFullPrecision() throws IOException {
        try (NDManager manager = NDManager.newBaseManager("PyTorch")) {
            Path file = folder.resolve("half.safetensors");
            SafetensorsWriter.writeHalf(file, TensorSource.of(Map.of("a", manager.create(new float[]{1e-9f}))),
                    Map.of());
            try (Safetensors read = Safetensors.open(file)) {
                assertThat(read.values("a")).containsExactly(1e-9f);
            }
        }
    }

    @Test
    void refusesNumbersTooLargeForHalfPrecision() {
        try (NDManager manager = NDManager.newBaseManager("PyTorch")) {
            TensorSource large = TensorSource.of(Map.of("a", manager.create(new float[]{1e6f}, new Shape(1, 1))));
            assertThatThrownBy(() -> SafetensorsWriter.writeHalf(folder.resolve("x"), large, Map.of()))
                    .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("float16");
            assertThat(folder).isEmptyDirectory();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            `{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}}` | another size
            `{"a":{"dtype":"F32","shape":[9],"data_offsets":[0,36]}}` | truncated
            `{"a":{"dtype":"F32","shape":[1],"data_offsets":[4,0]}}` | truncated
            `{"a":{"dtype":"F32","shape":[-1],"data_offsets":[0,4]}}` | no natural number
            `{"a":{"dtype":"F32","shape":[4294967296,4294967296],"data_offsets":[0,0]}}` | impossible shape
            `{"a":{"dtype":"F32","shape":[1],"data_offsets":[-4,0]}}` | no natural number
            `{"a":{"dtype":"Q9","shape":[1],"data_offsets":[0,4]}}` | unknown type
            `{"a":{"dtype":"F32"}}` | lacks its shape
            `{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"b":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}` | overlaps
            `{"a":1` | not JSON
            `[]` | not a JSON object
            """)
    void refusesAHeaderThatLies(String header, String reason) throws IOException {
        Path file = write(header.length(), header);
        assertThatThrownBy(() -> Safetensors.open(file)).isInstanceOf(InvalidModelException.class)
                .hasMessageContaining(reason);
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, Long.MAX_VALUE, 1L << 40, 100})
    void refusesAHeaderLongerThanTheFile(long length) throws IOException {
        Path file = write(length, "{}");
        assertThatThrownBy(() -> Safetensors.open(file)).isInstanceOf(InvalidModelException.class)
                .hasMessageContaining("not a safetensors file");
    }

    @Test
    void aHeaderMayFillTheFile() throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(Long.BYTES + 2).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putLong(2).put("{}".getBytes(StandardCharsets.UTF_8));
        try (Safetensors file = Safetensors.of(bytes.array())) {
            assertThat(file.names()).isEmpty();
        }
        bytes.putLong(0, 3);
        assertThatThrownBy(() -> Safetensors.of(bytes.array())).isInstanceOf(InvalidModelException.class)
                .hasMessageContaining("a header of 3 bytes in a file of 10");
    }

    @Test
    void refusesAnEmptyFile() throws IOException {
        Path file = Files.createFile(folder.resolve("empty.safetensors"));
        assertThatThrownBy(() -> Safetensors.open(file)).isInstanceOf(InvalidModelException.class);
    }

    /** The header, so many bytes as claimed, and eight bytes of data. */
    private Path write(long claimedLength, String header) throws IOException {
        byte[] json = header.getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes = ByteBuffer.allocate(Long.BYTES + json.length + 8).order(ByteOrder.LITTLE_ENDIAN);
        return Files.write(folder.resolve("crafted.safetensors"), bytes.putLong(claimedLength).put(json).array());
    }
}
