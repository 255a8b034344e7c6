package dev.geofix.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.geofix.imaging.Resize;
import dev.geofix.imaging.RgbImage;
import dev.geofix.platform.UserException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LocalFeatureExtractorTest {
    private static final LocalFeatureExtractor EXTRACTOR = MadeUpGround.EXTRACTOR;

    private final RgbImage picture = new MadeUpGround(1).picture;

    private static Set<Integer> places(LocalFeatures features) {
        Set<Integer> places = new HashSet<>();
        for (int i = 0; i < features.count(); i++) {
            places.add(features.y()[i] * features.width() + features.x()[i]);
        }
        return places;
    }

    @Test
    void tilesAreEnlargedAndAnsweredInTheirOrder() {
        List<RgbImage> tiles = List.of(picture.crop(0, 0, 128, 96), picture.crop(300, 200, 160, 256),
                picture.crop(700, 700, 512, 384));
        List<LocalFeatures> found = EXTRACTOR.ofTiles(tiles);
        int[][] sizes = {{512, 384}, {320, 512}, {512, 384}};
        for (int i = 0; i < 3; i++) {
            LocalFeatures features = found.get(i);
            assertThat(new int[]{features.width(), features.height()}).isEqualTo(sizes[i]);
            // A core more or less may change the last bits of what the network says.
            Set<Integer> alone = places(EXTRACTOR.of(Resize.bicubic(tiles.get(i), sizes[i][0], sizes[i][1]), 600));
            Set<Integer> both = places(features);
            assertThat(both).hasSizeGreaterThan(200);
            both.removeAll(alone);
            assertThat(both).hasSizeLessThan(20);
        }
        assertThat(EXTRACTOR.ofTile(tiles.get(1))).isEqualTo(found.get(1));
        assertThat(EXTRACTOR.ofTiles(List.of())).isEmpty();
    }

    /** The network sees the mean of the three colours. */
    @Test
    void coloursCountByTheirMean() {
        RgbImage part = picture.crop(100, 100, 256, 192);
        byte[] coloured = part.pixels().clone();
        byte[] grey = new byte[coloured.length];
        for (int i = 0; i < grey.length; i += 3) {
            int mean = Math.clamp(coloured[i] & 0xff, 82, 214);
            int tint = i * 7919 % 41;
            coloured[i] = (byte) (mean + tint);
            coloured[i + 1] = (byte) (mean - 2 * tint);
            coloured[i + 2] = (byte) (mean + tint);
            for (int k = 0; k < 3; k++) {
                grey[i + k] = (byte) mean;
            }
        }
        LocalFeatures found = EXTRACTOR.of(new RgbImage(256, 192, coloured), 300);
        assertThat(found.count()).isGreaterThan(50);
        assertThat(found).isEqualTo(EXTRACTOR.of(new RgbImage(256, 192, grey), 300));
    }

    /** As the keypoints of an edge that is not looked at: up to 31 pixels. */
    @Test
    void aPictureOfFewerPixelsThanAStepHasNone() {
        assertThat(EXTRACTOR.of(picture.crop(0, 0, 31, 64), 100)).isEqualTo(LocalFeatures.none(31, 64));
        assertThat(EXTRACTOR.of(picture.crop(0, 0, 64, 31), 100)).isEqualTo(LocalFeatures.none(64, 31));
        LocalFeatures found = EXTRACTOR.of(picture.crop(0, 0, 95, 95), 100);
        assertThat(IntStream.range(0, found.count())).allMatch(i -> found.x()[i] < 64 && found.y()[i] < 64);
    }

    @ParameterizedTest
    @CsvSource({"1, 0, 64, 1, 1, true", "50, 10, 2048, 4096, 4096, true", "0, 10, 512, 600, 1000, false",
        "50, -1, 512, 600, 1000, false", "50, 10, 63, 600, 1000, false", "50, 10, 2049, 600, 1000, false",
        "50, 10, 512, 0, 1000, false", "50, 10, 512, 4097, 1000, false", "50, 10, 512, 600, 0, false",
        "50, 10, 512, 600, 4097, false"})
    void settingsHaveBounds(int candidates, int seconds, int tileSize, int tileKeypoints, int photoKeypoints,
            boolean isAllowed) {
        if (isAllowed) {
            assertThat(settings(candidates, seconds, tileSize, tileKeypoints, photoKeypoints).tileSize())
                    .isEqualTo(tileSize);
        } else {
            assertThatThrownBy(() -> settings(candidates, seconds, tileSize, tileKeypoints, photoKeypoints))
                    .isInstanceOf(UserException.class).hasMessageContaining("geofix.verification");
        }
    }

    private static VerificationSettings settings(int candidates, int seconds, int tileSize, int tileKeypoints,
            int photoKeypoints) {
        return new VerificationSettings(true, candidates, Duration.ofSeconds(seconds), tileSize, tileKeypoints,
                photoKeypoints);
    }
}
