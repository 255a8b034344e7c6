package dev.geofix.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.geofix.imaging.ImageDecoder;
import dev.geofix.imaging.ImageLimits;
import dev.geofix.imaging.RgbImage;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ViewSetTest {
    private static final int SIDE = 4;

    private final ImageDecoder decoder = new ImageDecoder(ImageLimits.DEFAULT);

    @TempDir
    Path folder;

    /** A map of 4 × 4 tiles, each of one colour, redder to the east and greener to the south. */
    @BeforeEach
    void paint() throws IOException {
        StringBuilder table = new StringBuilder("z,x,y_xyz,path,north,south,west,east,usable\n");
        for (int i = 0; i < SIDE * SIDE; i++) {
            int x = i % SIDE;
            int y = i / SIDE;
            BufferedImage image = new BufferedImage(16, 16, BufferedImage.TYPE_INT_RGB);
            for (int pixel = 0; pixel < 256; pixel++) {
                image.setRGB(pixel % 16, pixel / 16, new Color(40 + 60 * x, 40 + 60 * y, 0).getRGB());
            }
            ImageIO.write(image, "png", folder.resolve(i + ".png").toFile());
            table.append("20,%d,%d,%d.png,%s,%s,%s,%s,1%n".formatted(x, y, i, 10 - y, 9 - y, x, x + 1));
        }
        Files.writeString(folder.resolve("tiles.csv"), table);
    }

    @Test
    void onlyTilesWithAllTheirNeighboursAreAskedFor() throws IOException {
        RetrievalSet set = ViewSet.read("map", folder, ViewSet.Variation.OTHER_DAY, decoder);
        assertThat(set.name()).isEqualTo("map views, other day drone→satellite");
        assertThat(set.gallery().size()).isEqualTo(SIDE * SIDE);
        assertThat(set.queries().labels()).containsExactlyInAnyOrder(5, 6, 9, 10);
    }

    @Test
    void theMiddleOfAViewLiesInItsTile() throws IOException {
        RetrievalSet set = ViewSet.read("map", folder, ViewSet.Variation.OTHER_DAY, decoder);
        for (int i = 0; i < set.queries().size(); i++) {
            int tile = set.queries().labels()[i];
            assertThat(set.queries().positions().get(i).longitude()).isBetween(tile % SIDE + 0.2, tile % SIDE + 0.8);
            assertThat(set.queries().positions().get(i).latitude()).isBetween(9.2 - tile / SIDE, 9.8 - tile / SIDE);
        }
    }

    @Test
    void aViewOfTheSameFlightShowsTheTileInItsMiddle() throws IOException {
        RetrievalSet set = ViewSet.read("map", folder, ViewSet.Variation.SAME_FLIGHT, decoder);
        for (int i = 0; i < set.queries().size(); i++) {
            RgbImage view = set.queries().pictures().get(i).load(16);
            int tile = set.queries().labels()[i];
            byte[] pixels = view.pixels();
            int middle = 3 * (8 * 16 + 8);
            // The middle lies in the tile; a pixel at its edge is mixed with the next tile's.
            assertThat(pixels[middle] & 0xff).isBetween(5 + 60 * (tile % SIDE), 75 + 60 * (tile % SIDE));
            assertThat(pixels[middle + 1] & 0xff).isBetween(5 + 60 * (tile / SIDE), 75 + 60 * (tile / SIDE));
            assertThat(set.queries().pictures().get(i).load(16)).as("the same at every call").isEqualTo(view);
        }
    }
}
