package dev.geofix.locate.picture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.geofix.imaging.RgbImage;
import dev.geofix.locate.picture.MatchScene.ShownTile;
import dev.geofix.locate.picture.MatchScene.Verdict;
import dev.geofix.verification.Verification;
import java.awt.Color;
import java.awt.geom.Point2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MatchPictureTest {
    private static final RgbImage GREY = grey(400, 300);

    @Test
    void keypointsThatAgreeAreColouredOnBothSides() {
        // The photo takes 768 x 576 pixels from (20, 132) on, the tile 576 x 576 beside it.
        BufferedImage drawn = MatchPicture.of(verified(GREY, GREY, match(100, 75, 128, 384, true)));
        assertThat(drawn.getWidth()).isEqualTo(1420);
        assertThat(drawn.getRGB(20 + 192, 132 + 144)).isEqualTo(Marks.INLIER.getRGB());
        assertThat(drawn.getRGB(824 + 144, 132 + 432)).isEqualTo(Marks.INLIER.getRGB());
    }

    @Test
    void keypointsThatDoNotAgreeHaveAnotherColour() {
        BufferedImage drawn = MatchPicture.of(verified(GREY, GREY, match(100, 75, 128, 384, false)));
        assertThat(drawn.getRGB(20 + 192, 132 + 144)).isEqualTo(Marks.OUTLIER.getRGB());
    }

    @Test
    void everyAgreeingKeypointIsThereAlthoughManyLinesAreLeftOut() {
        Verification.Match[] many = IntStream.range(0, 400)
                .mapToObj(i -> match(10 + i % 20 * 19, 10 + i / 20 * 14, 10 + i % 20 * 25, 10 + i / 20 * 25, true))
                .toArray(Verification.Match[]::new);
        BufferedImage drawn = MatchPicture.of(verified(GREY, GREY, many));
        assertThat(many).allSatisfy(match -> assertThat(drawn.getRGB((int) Math.round(20 + match.photoX() * 1.92),
                (int) Math.round(132 + match.photoY() * 1.92))).isEqualTo(Marks.INLIER.getRGB()));
        assertThat(count(drawn, GREY.toBufferedImage().getRGB(0, 0))).isGreaterThan(drawn.getWidth() * 150);
    }

    @Test
    void theStripSaysByColourHowFarToTrustThePlace() {
        assertThat(Arrays.stream(Verdict.values()).map(verdict -> MatchPicture.of(scene(verdict, GREY, null)))
                .map(drawn -> drawn.getRGB(2, 2))).doesNotHaveDuplicates()
                .containsExactlyElementsOf(Arrays.stream(Verdict.values()).map(Verdict::color).map(Color::getRGB)
                        .toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"VERIFIED", "ACCEPTED", "REJECTED"})
    void whiteWordsAreReadableOnTheStrip(Verdict verdict) {
        assertThat(1.05 / (luminance(verdict.color()) + 0.05)).isGreaterThan(5);
        BufferedImage drawn = MatchPicture.of(scene(verdict, GREY, null));
        assertThat(count(drawn.getSubimage(0, 0, drawn.getWidth(), MatchPicture.STRIP), Color.WHITE.getRGB()))
                .isGreaterThan(100);
    }

    @Test
    void aTileThatIsNotVerifiedHasNoLines() {
        BufferedImage drawn = MatchPicture.of(scene(Verdict.REJECTED, GREY,
                new ShownTile("Tile t", GREY, 100.0, null, List.of(), null)));
        assertThat(count(drawn, Marks.INLIER.getRGB())).isZero();
    }

    @ParameterizedTest
    @CsvSource({"64, 48", "1, 1", "20000, 20", "20, 20000", "4000, 3000", "3000, 4000"})
    void anyPhotoFits(int width, int height) {
        RgbImage photo = grey(width, height);
        for (ShownTile tile : Arrays.asList(null, tile(GREY, match(0.5, 0.5, 20, 30, true)))) {
            BufferedImage drawn = MatchPicture.of(scene(Verdict.VERIFIED, photo, tile));
            assertThat(drawn.getWidth()).isBetween(960, 1600);
            assertThat(drawn.getHeight()).isBetween(MatchPicture.STRIP + 1, 800);
        }
    }

    @Test
    void aTileWhosePictureIsGoneStillShowsWhereTheKeypointsLie() {
        BufferedImage drawn = MatchPicture.of(verified(GREY, null, match(100, 75, 128, 384, true)));
        assertThat(drawn.getRGB(824 + 144, 132 + 432)).isEqualTo(Marks.INLIER.getRGB());
    }

    @Test
    void whatReachesBeyondTheTileIsCutOffAtItsEdge() {
        ShownTile wide = new ShownTile("Tile t", GREY, 100.0,
                new Verification.TileMatches("t", 512, 512, List.of()),
                List.of(new Point2D.Double(-3, -3), new Point2D.Double(0.5, -3), new Point2D.Double(0.5, 5),
                        new Point2D.Double(-3, 5)),
                new Point2D.Double(0.1, 0.1));
        BufferedImage drawn = MatchPicture.of(scene(Verdict.VERIFIED, GREY, wide));
        assertThat(count(drawn.getSubimage(792, 160, 28, 400), Color.WHITE.getRGB())).isEqualTo(28 * 400);
    }

    @ParameterizedTest
    @CsvSource({"30, 20", "49.9, 20", "50, 50", "7, 5", "0.3, 0.2", "1000, 1000"})
    void aScaleBarIsARoundNumber(double most, double bar) {
        assertThat(Marks.roundBelow(most)).isEqualTo(bar);
    }

    private static MatchScene verified(RgbImage photo, RgbImage tile, Verification.Match... matches) {
        return scene(Verdict.VERIFIED, photo, tile(tile, matches));
    }

    /** 512 pixels a side, whatever its picture has. */
    private static ShownTile tile(RgbImage image, Verification.Match... matches) {
        RgbImage square = image == null ? null : grey(image.height(), image.height());
        return new ShownTile("Tile t-1", square, 100.0,
                new Verification.TileMatches("t-1", 512, 512, new ArrayList<>(List.of(matches))), List.of(), null);
    }

    private static MatchScene scene(Verdict verdict, RgbImage photo, ShownTile tile) {
        return new MatchScene(verdict, "What became of it", "52.000000, 4.000000 within 5 m", photo, null, tile);
    }

    private static Verification.Match match(double x, double y, double tileX, double tileY, boolean inlier) {
        return new Verification.Match(x, y, tileX, tileY, inlier);
    }

    private static RgbImage grey(int width, int height) {
        byte[] pixels = new byte[3 * width * height];
        Arrays.fill(pixels, (byte) 90);
        return new RgbImage(width, height, pixels);
    }

    private static long count(BufferedImage image, int color) {
        return Arrays.stream(image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth()))
                .filter(pixel -> pixel == color).count();
    }

    /** As WCAG 2 defines it. */
    private static double luminance(Color color) {
        double[] weights = {0.2126, 0.7152, 0.0722};
        int[] channels = {color.getRed(), color.getGreen(), color.getBlue()};
        return IntStream.range(0, 3).mapToDouble(i -> weights[i] * (channels[i] <= 10
                ? channels[i] / 255.0 / 12.92
                : Math.pow((channels[i] / 255.0 + 0.055) / 1.055, 2.4))).sum();
    }
}
