package dev.geofix.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.geofix.network.Safetensors;
import dev.geofix.testing.ParityData;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FeatureMatcherTest {
    private static LocalFeatures features(float[] descriptors) {
        int count = descriptors.length / LocalFeatures.DIMENSION;
        byte[] bytes = new byte[descriptors.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) Math.round(descriptors[i] * LocalFeatures.ONE);
        }
        return new LocalFeatures(512, 512, new short[count], new short[count], bytes);
    }

    @Test
    void matchesAreThoseOfPyTorch() throws IOException {
        try (Safetensors fixture = Safetensors.open(ParityData.of("xfeat.safetensors"))) {
            float[] tile = fixture.values("expect.tile.descriptors_bicubic");
            float[] wide = fixture.values("expect.wide.descriptors_bicubic");
            float[] expected = fixture.values("expect.matches");
            FeatureMatcher.Pairs pairs = new FeatureMatcher(tile).match(wide, 0.75f);
            assertThat(pairs.count()).isEqualTo(expected.length / 3);
            for (int i = 0; i < pairs.count(); i++) {
                assertThat(pairs.first()[i]).isEqualTo((int) expected[3 * i]);
                assertThat(pairs.second()[i]).isEqualTo((int) expected[3 * i + 1]);
                assertThat((double) pairs.cosine()[i]).isCloseTo(expected[3 * i + 2], within(1e-5));
            }
            // As bytes, only pairs that are about as near to another keypoint change.
            assertThat(agreeing(expected, new FeatureMatcher(features(tile)).match(features(wide), 0.74f)))
                    .isGreaterThan((int) (0.9 * expected.length / 3));
        }
    }

    private static int agreeing(float[] expected, FeatureMatcher.Pairs pairs) {
        Map<Integer, Integer> found = new HashMap<>();
        for (int i = 0; i < pairs.count(); i++) {
            found.put(pairs.first()[i], pairs.second()[i]);
        }
        int same = 0;
        for (int i = 0; i < expected.length; i += 3) {
            same += found.getOrDefault((int) expected[i], -1) == (int) expected[i + 1] ? 1 : 0;
        }
        return same;
    }

    @Test
    void eachIsTheOthersNearest() {
        Random random = new Random(3);
        float[] first = random(random, 40);
        float[] second = random(random, 25);
        System.arraycopy(first, 7 * LocalFeatures.DIMENSION, second, 11 * LocalFeatures.DIMENSION,
                LocalFeatures.DIMENSION);
        FeatureMatcher.Pairs pairs = new FeatureMatcher(features(first)).match(features(second), 0.9f);
        assertThat(pairs.first()).containsExactly(7);
        assertThat(pairs.second()).containsExactly(11);
        assertThat((double) pairs.cosine()[0]).isCloseTo(1, within(0.02));
    }

    /** Rows (1, 0) and (0, 1); columns (-1, -0.5) and (-0.5, -1): the least bad of each is the other's. */
    @Test
    void theNearestMayBeFarAway() {
        float[] rows = pairs(1, 0, 0, 1);
        float[] columns = pairs(-1, -0.5f, -0.5f, -1);
        FeatureMatcher.Pairs all = new FeatureMatcher(rows).match(columns, -1);
        assertThat(all.first()).containsExactly(0, 1);
        assertThat(all.second()).containsExactly(1, 0);
        assertThat(all.cosine()).containsExactly(-0.5f, -0.5f);
        assertThat(new FeatureMatcher(rows).match(columns, -0.5f).count()).as("the least cosine itself").isEqualTo(2);
        assertThat(new FeatureMatcher(rows).match(columns, -0.4f).count()).isZero();
    }

    @Test
    void ofEqualOnesTheFirstIsTaken() {
        FeatureMatcher.Pairs pairs = new FeatureMatcher(pairs(1, 0, 1, 0)).match(pairs(1, 0, 1, 0), 0);
        assertThat(pairs.first()).containsExactly(0);
        assertThat(pairs.second()).containsExactly(0);
    }

    /** Descriptors of which all but the first two values are 0. */
    private static float[] pairs(float... values) {
        float[] all = new float[values.length / 2 * LocalFeatures.DIMENSION];
        for (int i = 0; i < values.length; i++) {
            all[i / 2 * LocalFeatures.DIMENSION + i % 2] = values[i];
        }
        return all;
    }

    @Test
    void nothingMatchesNothing() {
        LocalFeatures none = LocalFeatures.none(512, 512);
        LocalFeatures some = features(random(new Random(1), 5));
        assertThat(new FeatureMatcher(none).match(some, 0).count()).isZero();
        assertThat(new FeatureMatcher(some).match(none, 0).count()).isZero();
    }

    private static float[] random(Random random, int count) {
        float[] values = new float[count * LocalFeatures.DIMENSION];
        for (int i = 0; i < count; i++) {
            double squares = 0;
            for (int k = 0; k < LocalFeatures.DIMENSION; k++) {
                values[i * LocalFeatures.DIMENSION + k] = (float) random.nextGaussian();
                squares += Math.pow(values[i * LocalFeatures.DIMENSION + k], 2);
            }
            for (int k = 0; k < LocalFeatures.DIMENSION; k++) {
                values[i * LocalFeatures.DIMENSION + k] /= (float) Math.sqrt(squares);
            }
        }
        return values;
    }
}
