package dev.geofix.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.geofix.platform.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatasetWriterTest {
    private static final DatasetWriter.Plan PLAN = new DatasetWriter.Plan(2, 5, 2, 32, 90);

    @TempDir
    private Path folder;

    @Test
    void universityTrainsAndAsksForDifferentPlaces() throws IOException {
        new DatasetWriter(PLAN).writeUniversity(folder, 2, Progress.NONE);
        assertThat(names("train/drone")).containsExactly("0001", "0002");
        assertThat(names("train/satellite")).containsExactly("0001", "0002");
        assertThat(names("test/query_drone")).containsExactly("0003", "0004");
        assertThat(names("test/query_satellite")).containsExactly("0003", "0004");
        assertThat(names("test/gallery_satellite")).containsExactly("0003", "0004", "0005");
        assertThat(names("test/gallery_drone")).containsExactly("0003", "0004", "0005");
        assertThat(names("train/drone/0001")).containsExactly("image-01.jpeg", "image-02.jpeg");
        assertThat(names("test/gallery_satellite/0005")).containsExactly("0005.jpg");
    }

    @Test
    void suesHasOneSetPerHeightAndAllPlacesInTheGalleries() throws IOException {
        new DatasetWriter(PLAN).writeSues(folder, 2, Progress.NONE);
        for (String height : List.of("150", "200", "250", "300")) {
            assertThat(names("Training/" + height + "/drone")).containsExactly("0001", "0002", "0003");
            assertThat(names("Training/" + height + "/satellite")).containsExactly("0001", "0002", "0003");
            assertThat(names("Testing/" + height + "/query_drone")).containsExactly("0004", "0005");
            assertThat(names("Testing/" + height + "/query_satellite")).containsExactly("0004", "0005");
            assertThat(names("Testing/" + height + "/gallery_drone")).hasSize(5);
            assertThat(names("Testing/" + height + "/gallery_satellite")).hasSize(5);
            assertThat(names("Testing/" + height + "/query_drone/0004")).containsExactly("0.jpg", "1.jpg");
            assertThat(names("Testing/" + height + "/query_satellite/0004")).containsExactly("0.png");
        }
    }

    private List<String> names(String path) throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve(path))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
