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
