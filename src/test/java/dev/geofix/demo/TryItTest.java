package dev.geofix.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class TryItTest {
    @Test
    void aPhotoBelowTheWorkingFolderIsNamedFromThere() {
        assertThat(FirstStart.TryIt.command(Path.of("/home/ann/geofix/data/demo/photo.jpg"),
                Path.of("/home/ann/geofix"), 8080,
                false))
                .isEqualTo("curl -s -F image=@data/demo/photo.jpg http://localhost:8080/api/v1/locate");
    }

    @Test
    void aPhotoElsewhereIsNamedInFull() {
        assertThat(
                FirstStart.TryIt.command(Path.of("/var/lib/geofix/demo/photo.jpg"), Path.of("/home/ann"), 9000, false))
                .contains("image=@/var/lib/geofix/demo/photo.jpg http://localhost:9000");
    }

    @Test
    void whereCallersNeedAKeyTheCommandShowsOne() {
        assertThat(FirstStart.TryIt.command(Path.of("/home/ann/data/photo.jpg"), Path.of("/home/ann"), 8080, true))
                .isEqualTo(
                        "curl -s -H \"Authorization: Bearer $GEOFIX_KEY\" -F image=@data/photo.jpg http://localhost:8080/api/v1/locate");
    }

    @Test
    void aPathWithASpaceIsQuoted() {
        assertThat(FirstStart.TryIt.command(Path.of("/my data/photo.jpg"), Path.of("/home"), 8080, false))
                .contains("'image=@/my data/photo.jpg'");
    }
}
