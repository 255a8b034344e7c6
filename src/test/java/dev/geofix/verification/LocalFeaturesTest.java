package dev.geofix.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class LocalFeaturesTest {
    private final LocalFeatures two = new LocalFeatures(512, 400, new short[]{3, 511}, new short[]{0, 399},
            filled(2 * LocalFeatures.DIMENSION));

    private static byte[] filled(int count) {
        byte[] bytes = new byte[count];
        for (int i = 0; i < count; i++) {
            bytes[i] = (byte) (i - 64);
        }
        return bytes;
    }

    @Test
    void bytesComeBackAsTheyWere() {
        assertThat(LocalFeatures.of(two.toBytes())).isEqualTo(two);
        assertThat(LocalFeatures.of(LocalFeatures.none(1, 2).toBytes())).isEqualTo(LocalFeatures.none(1, 2));
    }

    @Test
    void anythingElseIsAnother() {
        byte[] bytes = two.toBytes();
        for (int at : new int[]{3, 5, 7, 9, bytes.length - 1}) {
            byte[] other = bytes.clone();
            other[at]++;
            assertThat(LocalFeatures.of(other)).as("byte %d", at).isNotEqualTo(two);
        }
    }

    @Test
    void aSideHasSomePixelsAndNotMoreThanTheFormatHolds() {
        assertThat(LocalFeatures.none(0, 32767).height()).isEqualTo(32767);
        assertThat(LocalFeatures.none(32767, 0).width()).isEqualTo(32767);
        for (int[] size : new int[][]{{-1, 5}, {5, -1}, {32768, 5}, {5, 32768}}) {
            assertThatIllegalArgumentException().isThrownBy(() -> LocalFeatures.none(size[0], size[1]));
        }
    }

    @Test
    void bytesThatAreCutOffOrOfAnotherFormatAreRefused() {
        byte[] bytes = two.toBytes();
        for (int length = 0; length < bytes.length; length += 9) {
            byte[] cut = Arrays.copyOf(bytes, length);
            assertThatIllegalArgumentException().isThrownBy(() -> LocalFeatures.of(cut));
        }
        bytes[0] = 9;
        assertThatIllegalArgumentException().isThrownBy(() -> LocalFeatures.of(bytes));
    }
}
