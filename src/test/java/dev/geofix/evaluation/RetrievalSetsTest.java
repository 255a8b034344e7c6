package dev.geofix.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.geofix.dataset.Dataset;
import dev.geofix.evaluation.EvaluationReport.SetReport;
import dev.geofix.imaging.ImageDecoder;
import dev.geofix.imaging.ImageLimits;
import dev.geofix.testing.Pictures;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RetrievalSetsTest {
    private final ImageDecoder decoder = new ImageDecoder(ImageLimits.DEFAULT);

    @TempDir
    private Path folder;

    @Test
    void bothDirectionsAreRankedByPlace() throws IOException {
        for (String part : List.of("query_drone", "query_satellite", "gallery_drone", "gallery_satellite")) {
            paint(part, "0001", 0xff0000);
            paint(part, "0002", 0x00ff00);
        }
        paint("gallery_satellite", "0003", 0x0000ff);
        List<RetrievalSet> sets = RetrievalSets.of("colours", Dataset.open(folder, List.of()), decoder);
        assertThat(sets).extracting(RetrievalSet::name).containsExactly("colours drone→satellite",
                "colours satellite→drone");
        List<SetReport> reports = Evaluation.run(sets, new MeanColour(), EvaluationSettings.DEFAULT,
                Evaluation.Listener.NONE).report().sets();
        assertThat(reports).extracting(report -> report.figures().gallerySize()).containsExactly(3, 2);
        assertThat(reports).allMatch(report -> report.figures().recallAt1() == 1);
    }

    @Test
    void aSetWithoutATestHalfIsRefused() throws IOException {
        paint("train/drone", "0001", 0);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RetrievalSets.of("half", Dataset.open(folder, List.of()), decoder))
                .withMessageContaining("has no test half");
    }

    private void paint(String part, String place, int rgb) throws IOException {
        Path file = folder.resolve(part).resolve(place).resolve("a.png");
        Files.createDirectories(file.getParent());
        BufferedImage image = new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < 64; i++) {
            image.setRGB(i % 8, i / 8, rgb);
        }
        Files.write(file, Pictures.png(image));
    }
}
