package dev.geofix.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.geofix.dataset.DatasetCheckReport.PartCount;
import dev.geofix.imaging.ImageDecoder;
import dev.geofix.imaging.ImageLimits;
import dev.geofix.platform.Progress;
import dev.geofix.testing.Pictures;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class DatasetCheckTest {
    @TempDir
    private Path root;

    @Test
    void aSetOfOnesOwnIsCountedOnly() throws IOException {
        new Folders(root).halves("train", "test");
        DatasetCheckReport report = check();
        assertThat(report.comparedWith()).isNull();
        assertThat(report.ok()).isTrue();
        assertThat(report.parts()).extracting(PartCount::title, PartCount::classes, PartCount::images)
                .contains(tuple("train/drone", 1, 2));
    }

    @Test
    void namesWhatCannotBeUsed() throws IOException {
        new Folders(root).halves("train", "test").file("train/drone/0007/a.jpg").file("train/satellite/0008/a.jpg")
                .file("train/drone/0001/Thumbs.db").file("test/query_drone/0044/a.jpg");
        Files.createDirectories(root.resolve("train/drone/0012"));
        DatasetCheckReport report = check();
        assertThat(report.ok()).isFalse();
        assertThat(report.oneViewOnly()).containsExactly("0007 has no satellite view", "0008 has no drone view");
        assertThat(report.unanswerable()).containsExactly("0044 is not in gallery_satellite");
        assertThat(report.empty()).singleElement().asString().endsWith("0012");
        assertThat(report.notImages()).singleElement().asString().endsWith("Thumbs.db");
    }

    @Test
    void saysWhatSues200Lacks() throws IOException {
        Folders folders = new Folders(root);
        for (int place = 1; place <= 200; place++) {
            String name = String.format(Locale.ROOT, "%04d", place);
            folders.file("satellite-view/" + name + "/0.png");
            for (int view = 0; view < (place == 1 ? 49 : 50); view++) {
                folders.file("drone_view_512/" + name + "/150/" + view + ".jpg");
            }
        }
        DatasetCheckReport report = check();
        assertThat(report.comparedWith()).isEqualTo("SUES-200");
        assertThat(report.missing()).containsExactly(
                "train/drone, 150 m: 120 classes with 5999 images; SUES-200 has 120 with 6000",
                "test/gallery_drone, 150 m: 200 classes with 9999 images; SUES-200 has 200 with 10000");
    }

    @Test
    void aSetCanBeComparedWithAPublishedOneThatItHardlyResembles() throws IOException {
        new Folders(root).halves("train", "test");
        assertThat(DatasetCheck.of(Dataset.open(root, List.of()), PublishedCounts.UNIVERSITY_1652).missing())
                .contains("test/gallery_drone: 2 classes with 2 images; University-1652 has 951 with 51355");
    }

    @Test
    void opensEveryImageOnRequest() throws IOException {
        new Folders(root).halves("train", "test");
        Files.write(root.resolve("train/satellite/0001/0001.jpg"), Pictures.jpeg(Pictures.picture(1, 16)));
        DatasetCheckReport report = DatasetCheck.decoding(Dataset.open(root, List.of()), null,
                new ImageDecoder(ImageLimits.DEFAULT), 2, Progress.NONE);
        assertThat(report.decoded()).isEqualTo(9);
        assertThat(report.unreadable()).hasSize(8).first().asString().contains("0 bytes");
    }

    @Test
    void theCommandTellsByItsExitStatus() throws IOException {
        new Folders(root).halves("train", "test");
        StringWriter out = new StringWriter();
        assertThat(run(out, "--dataset", root.toString())).isZero();
        assertThat(out.toString()).contains("train/satellite").contains("nothing is missing");
        assertThat(run(out, "--dataset", root.toString(), "--decode", "--json")).isEqualTo(1);
        assertThat(out.toString()).contains("\"unreadable\"");
    }

    private DatasetCheckReport check() throws IOException {
        return DatasetCheck.of(Dataset.open(root, List.of()), null);
    }

    private static int run(StringWriter out, String... arguments) {
        return new CommandLine(new CheckDatasetCommand()).setOut(new PrintWriter(out, true)).execute(arguments);
    }
}
