package dev.geofix.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class TryItTest {
    @Test
    void aPhotoBelowTheWorkingFolderIsNamedFromThere() {
        assertThat(TryIt.command(Path.of("/home/ann/geofix/data/demo/photo.jpg"), Path.of("/home/ann/geofix"), 8080))
                .isEqualTo("curl -s -F image=@data/demo/photo.jpg http://localhost:8080/api/v1/locate");
    }

    @Test
    void aPhotoElsewhereIsNamedInFull() {
        assertThat(TryIt.command(Path.of("/var/lib/geofix/demo/photo.jpg"), Path.of("/home/ann"), 9000))
                .contains("image=@/var/lib/geofix/demo/photo.jpg http://localhost:9000");
    }

    @Test
    void aPathWithASpaceIsQuoted() {
        assertThat(TryIt.command(Path.of("/my data/photo.jpg"), Path.of("/home"), 8080))
                .contains("'image=@/my data/photo.jpg'");
    }
}
