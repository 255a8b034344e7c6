package dev.geofix.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDManager;
import dev.geofix.network.Autograd;
import dev.geofix.network.Safetensors;
import dev.geofix.network.XFeat;
import dev.geofix.testing.ParityData;
import dev.geofix.testing.SharedData;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds network, keypoints and descriptors to what PyTorch gives: some channels of one picture on every clone, all of two where the large fixture is. */
class XFeatParityTest {
    private static final int FIXTURE_KEYPOINTS = 300;

    @Test
    void mapsKeypointsAndDescriptorsAreThoseOfPyTorch() throws IOException {
        assertSame(ParityData.of("xfeat.safetensors"), "tile");
    }

    @ParameterizedTest
    @ValueSource(strings = {"tile", "wide"})
    void allChannelsAreThoseOfPyTorch(String picture) throws IOException {
        assertSame(SharedData.require("fixtures/local-features.safetensors"), picture);
    }

    @Test
    void aSideHasAMultipleOf32Pixels() throws IOException {
        try (NDManager manager = NDManager.newBaseManager("PyTorch")) {
            XFeat net = XFeat.shipped(manager);
            XFeat.Maps maps = net.forward(manager, new float[32 * 64], 64, 32);
            assertThat(maps.reliability()).hasSize(4 * 8);
            assertThat(maps.features()).hasSize(XFeat.DIMENSION * 4 * 8).doesNotContain(Float.NaN);
            for (int[] size : new int[][]{{16, 32}, {32, 16}, {0, 32}, {32, 0}, {48, 32}, {32, 48}}) {
                assertThatThrownBy(() -> net.forward(manager, new float[size[0] * size[1]], size[0], size[1]))
                        .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("multiples of 32");
            }
        }
    }

    private static void assertSame(Path file, String picture) throws IOException {
        try (Safetensors fixture = Safetensors.open(file); NDManager manager = NDManager.newBaseManager("PyTorch")) {
            Autograd.offOnThisThread();
            XFeat.Maps maps = maps(fixture, manager, picture);
            String expected = "expect." + picture + ".";
            assertClose(maps.features(), fixture, expected + "features");
            assertClose(maps.logits(), fixture, expected + "logits");
            assertClose(maps.reliability(), fixture, expected + "reliability");

            Keypoints.Scored found = Keypoints.of(maps, FIXTURE_KEYPOINTS);
            float[] points = fixture.values(expected + "keypoints");
            float[] scores = fixture.values(expected + "scores");
            float[] descriptors = fixture.values(expected + "descriptors_bicubic");
            Map<Long, Integer> places = new HashMap<>();
            for (int i = 0; i < FIXTURE_KEYPOINTS; i++) {
                places.put(key(points[2 * i], points[2 * i + 1]), i);
            }
            assertThat(found.x()).hasSize(FIXTURE_KEYPOINTS);
            for (int i = 0; i < FIXTURE_KEYPOINTS; i++) {
                assertThat((double) found.score()[i]).isCloseTo(scores[i], within(1e-4));
                Integer there = places.get(key(found.x()[i], found.y()[i]));
                assertThat(there).as("keypoint %d at %d, %d", i, found.x()[i], found.y()[i]).isNotNull();
                for (int k = 0; k < XFeat.DIMENSION; k++) {
                    assertThat((double) found.descriptors()[i][k])
                            .isCloseTo(descriptors[there * XFeat.DIMENSION + k], within(1e-4));
                }
            }
        }
    }

    private static long key(float x, float y) {
        return (long) x << 32 | (long) y;
    }

    static XFeat.Maps maps(Safetensors fixture, NDManager manager, String picture) throws IOException {
        long[] shape = fixture.shape("input." + picture);
        return XFeat.shipped(manager).forward(manager, grey(fixture.bytes("input." + picture)), (int) shape[1],
                (int) shape[0]);
    }

    private static float[] grey(byte[] rgb) {
        float[] grey = new float[rgb.length / 3];
        for (int i = 0; i < grey.length; i++) {
            grey[i] = ((rgb[3 * i] & 0xff) + (rgb[3 * i + 1] & 0xff) + (rgb[3 * i + 2] & 0xff)) / 765f;
        }
        return grey;
    }

    /** @param name of channels × height × width that are compared: all of them, or every so many-th */
    private static void assertClose(float[] actual, Safetensors fixture, String name) {
        float[] expected = fixture.values(name);
        long[] shape = fixture.shape(name);
        int plane = (int) (shape[1] * shape[2]);
        int channels = actual.length / plane;
        int every = (int) Math.ceilDiv(channels, shape[0]);
        assertThat(actual).hasSize(channels * plane);
        assertThat((long) Math.ceilDiv(channels, every)).isEqualTo(shape[0]);
        double scale = 0;
        double difference = 0;
        for (int i = 0; i < expected.length; i++) {
            scale = Math.max(scale, Math.abs(expected[i]));
            difference = Math.max(difference,
                    Math.abs(actual[i / plane * every * plane + i % plane] - expected[i]));
        }
        assertThat(difference / scale).isLessThanOrEqualTo(1e-4);
    }
}
