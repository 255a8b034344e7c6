package dev.geofix.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.geofix.image.ImageDecoder;
import dev.geofix.image.ImageLimits;
import dev.geofix.image.RgbImage;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RetrievalSetsTest {
    private final ImageDecoder decoder = new ImageDecoder(ImageLimits.DEFAULT);

    @TempDir
    Path folder;

    @Test
    void bothDirectionsOfADataSetAreRankedByPlace() throws Exception {
        for (String part : List.of("query_drone", "query_satellite", "gallery_drone", "gallery_satellite")) {
            paint(part, "0001", 0xff0000);
            paint(part, "0002", 0x00ff00);
        }
        paint("gallery_satellite", "0003", 0x0000ff);
        List<RetrievalSet> sets = UniversitySets.read("colours", folder, decoder);
        assertThat(sets).extracting(RetrievalSet::name).containsExactly("colours drone→satellite",
                "colours satellite→drone");
        RetrievalReport report = RetrievalRun.evaluate(sets.getFirst(), new MeanColour(), false, List.of(0.0));
        assertThat(report.gallerySize()).isEqualTo(3);
        assertThat(report.queries()).isEqualTo(2);
        assertThat(report.recallAt1()).isEqualTo(1);
    }

    @Test
    void aQueryIsNotFoundInItself() throws IOException {
        List<Picture> pictures = List.of(colour(250, 10, 10), colour(240, 20, 10), colour(10, 10, 250));
        RetrievalSet set = new RetrievalSet("flight", pictures, new int[]{1, 0, 0}, pictures, new int[]{0, 1, 2}, false,
                true);
        RetrievalReport report = RetrievalRun.evaluate(set, new MeanColour(), false, List.of(0.0));
        assertThat(report.recallAt5()).isEqualTo(1);
        assertThat(report.recallAt1()).isBetween(0.6, 1.0);
    }

    @Test
    void aMissingFolderIsNamed() {
        assertThatIllegalArgumentException().isThrownBy(() -> UniversitySets.read("none", folder, decoder))
                .withMessageContaining("test/{query,gallery}_{drone,satellite}");
    }

    private void paint(String part, String place, int rgb) throws IOException {
        Path file = folder.resolve(part).resolve(place).resolve("a.png");
        Files.createDirectories(file.getParent());
        BufferedImage image = new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < 64; i++) {
            image.setRGB(i % 8, i / 8, rgb);
        }
        ImageIO.write(image, "png", file.toFile());
    }

    private static Picture colour(int red, int green, int blue) {
        return size -> {
            byte[] pixels = new byte[3 * size * size];
            for (int i = 0; i < pixels.length; i += 3) {
                pixels[i] = (byte) red;
                pixels[i + 1] = (byte) green;
                pixels[i + 2] = (byte) blue;
            }
            return new RgbImage(size, size, pixels);
        };
    }

    /** A descriptor that everybody can compute. */
    private record MeanColour() implements Embedder {
        @Override
        public String name() {
            return "mean colour";
        }

        @Override
        public int inputSize() {
            return 8;
        }

        @Override
        public float[][] embed(List<RgbImage> pictures, boolean drone) {
            float[][] rows = new float[pictures.size()][3];
            for (int i = 0; i < rows.length; i++) {
                byte[] pixels = pictures.get(i).pixels();
                for (int p = 0; p < pixels.length; p++) {
                    rows[i][p % 3] += pixels[p] & 0xff;
                }
            }
            return rows;
        }

        @Override
        public void close() {}
    }
}
