package dev.geofix.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnpackedNativesTest {
    @TempDir
    Path folder;

    @Test
    void everyLibraryIsToldWhereItLiesAndTheEngineItsFlavour() throws Exception {
        engine("cu121");

        assertThat(UnpackedNatives.properties(folder, true)).containsEntry("PYTORCH_FLAVOR", "cu121")
                .containsEntry("PYTORCH_LIBRARY_PATH", folder.resolve("torch").toString())
                .containsEntry("org.sqlite.lib.path", folder.toString())
                .containsEntry("jna.boot.library.path", folder.toString()).containsEntry("jna.nounpack", "true");
    }

    @Test
    void aGpuImageRunsOnTheCpuWhereThereIsNoDriver() throws Exception {
        engine("cu121");

        assertThat(UnpackedNatives.properties(folder, false)).containsEntry("PYTORCH_FLAVOR", "cpu");
    }

    @Test
    void otherFlavoursDoNotNeedADriver() throws Exception {
        engine("cpu-precxx11");

        assertThat(UnpackedNatives.properties(folder, false)).containsEntry("PYTORCH_FLAVOR", "cpu-precxx11");
    }

    @Test
    void aFolderWithoutTheEngineIsRefusedWithTheWayOut() {
        assertThatThrownBy(() -> UnpackedNatives.properties(folder, false)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("GEOFIX_NATIVES names a folder without " + folder.resolve("torch"))
                .hasMessageContaining("docker/unpack.sh");
    }

    private void engine(String flavor) throws IOException {
        Files.createDirectory(folder.resolve("torch"));
        Files.writeString(folder.resolve("torch/pytorch.properties"), "version=2.3.1\nflavor=" + flavor + "\n");
    }
}
