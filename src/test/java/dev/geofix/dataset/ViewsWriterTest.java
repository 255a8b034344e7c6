package dev.geofix.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.geofix.imaging.ImageDecoder;
import dev.geofix.imaging.ImageLimits;
import dev.geofix.platform.Progress;
import dev.geofix.testing.Pictures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ViewsWriterTest {
    private static final ViewsPlan PLAN = new ViewsPlan(3, 32, 3, 2, 0.5, 0.25, 180, 1, 0.5);

    @TempDir
    private Path folder;

    private Path images;

    @BeforeEach
    void paint() throws IOException {
        images = folder.resolve("images");
        for (int i = 0; i < 40; i++) {
            Path file = images.resolve(i < 20 ? "one" : "two").resolve("%02d.png".formatted(i));
            Files.createDirectories(file.getParent());
            Files.write(file, Pictures.png(Pictures.picture(i, 64)));
        }
    }

    @Test
    void everyPlaceStandsInOneHalf() throws IOException {
        ViewsWriter.ViewsReport report = write("set");
        assertThat(report.train() + report.queries() + report.distractors() + report.leftOut()).isEqualTo(40);
        List<String> train = names("set/train/drone");
        List<String> gallery = names("set/test/gallery_satellite");
        assertThat(train).hasSize(report.train()).isEqualTo(names("set/train/satellite"))
                .doesNotContainAnyElementsOf(gallery);
        assertThat(gallery).hasSize(report.queries() + report.distractors())
                .isEqualTo(names("set/test/gallery_drone"));
    }

    @Test
    void distractorsAreNotAskedFor() throws IOException {
        ViewsWriter.ViewsReport report = write("set");
        assertThat(report.distractors()).isPositive();
        assertThat(names("set/test/query_drone")).hasSize(report.queries())
                .isEqualTo(names("set/test/query_satellite")).isSubsetOf(names("set/test/gallery_satellite"));
    }

    @Test
    void aPlaceHasOneSatelliteViewAndAsManyDroneViewsAsPlanned() throws IOException {
        write("set");
        String learnt = names("set/train/drone").getFirst();
        String asked = names("set/test/query_drone").getFirst();
        assertThat(names("set/train/drone/" + learnt)).hasSize(3);
        assertThat(names("set/train/satellite/" + learnt)).containsExactly(learnt + ".jpg");
        assertThat(names("set/test/query_drone/" + asked)).hasSize(2)
                .isEqualTo(names("set/test/gallery_drone/" + asked));
    }

    @Test
    void theSameSeedWritesTheSameFiles() throws IOException {
        write("first");
        write("second");
        assertThat(contents("first")).isEqualTo(contents("second"));
    }

    @Test
    void anImageThatCannotBeReadIsNamedAndTheRestIsWritten() throws IOException {
        Files.writeString(images.resolve("one/05.png"), "no picture");
        ViewsWriter.ViewsReport report = write("set");
        assertThat(report.unreadable()).singleElement().asString().contains("05.png");
        assertThat(Stream.concat(names("set/train/drone").stream(), names("set/test/gallery_drone").stream()))
                .hasSize(39 - report.leftOut());
    }

    @Test
    void twoSetsAreNotMixedInOneFolder() throws IOException {
        write("set");
        assertThatIllegalArgumentException().isThrownBy(() -> write("set")).withMessageContaining("not empty");
    }

    @Test
    void refusesAFolderWithoutImages() throws IOException {
        Path empty = Files.createDirectory(folder.resolve("empty"));
        assertThatIllegalArgumentException().isThrownBy(() -> writer().write(List.of(empty), folder.resolve("set"), 1,
                Progress.NONE)).withMessageContaining("has no image");
    }

    private ViewsWriter.ViewsReport write(String name) throws IOException {
        return writer().write(List.of(images), folder.resolve(name), 2, Progress.NONE);
    }

    private static ViewsWriter writer() {
        return new ViewsWriter(PLAN, new ImageDecoder(ImageLimits.DEFAULT));
    }

    private List<String> names(String path) throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve(path))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private TreeMap<String, String> contents(String set) throws IOException {
        TreeMap<String, String> contents = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder.resolve(set))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                contents.put(folder.resolve(set).relativize(file).toString(),
                        java.util.Arrays.toString(Files.readAllBytes(file)));
            }
        }
        return contents;
    }
}
