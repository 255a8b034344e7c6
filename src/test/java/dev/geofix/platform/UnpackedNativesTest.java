package dev.geofix.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnpackedNativesTest {
    @TempDir
    Path folder;

    @Test
    void every_library_is_told_the_folder_and_the_engine_its_flavour() throws Exception {
        Files.writeString(folder.resolve("pytorch.properties"), "version=2.3.1\nflavor=cu121\n");

        assertThat(UnpackedNatives.properties(folder)).containsEntry("PYTORCH_FLAVOR", "cu121")
                .containsEntry("PYTORCH_LIBRARY_PATH", folder.toString())
                .containsEntry("org.sqlite.lib.path", folder.toString())
                .containsEntry("jna.boot.library.path", folder.toString()).containsEntry("jna.nounpack", "true");
    }

    @Test
    void a_folder_without_the_engine_is_refused_with_the_way_out() {
        assertThatThrownBy(() -> UnpackedNatives.properties(folder)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("GEOFIX_NATIVES names " + folder).hasMessageContaining("docker/unpack.sh");
    }
}
