package dev.geofix.imaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever bytes arrive, they are a picture or are refused; the metadata reader takes anything. */
class DamagedImageTest {
    private static final int ROUNDS = 200;

    private final ImageDecoder decoder = new ImageDecoder(new ImageLimits(1_000_000, 10_000, 1 << 20));

    @ParameterizedTest
    @ValueSource(strings = {"orientation-6.jpg", "progressive.jpg", "ycck.jpg", "orientation-6.png", "palette.png",
        "grey16.png", "half-clear.webp", "lossy.webp", "orientation-6.webp", "lzw.tif", "cmyk.tif",
        "half-clear.tif"})
    void isRefusedOrReadButNothingElse(String file) {
        Random random = new Random(file.hashCode());
        for (int round = 0; round < ROUNDS; round++) {
            byte[] damaged = damage(TestPicture.encoded(file), random);
            Throwable thrown = catchThrowable(() -> decoder.decode(damaged));
            if (thrown != null) {
                assertThat(thrown).as("round %d", round).isInstanceOf(ImageRejectedException.class);
            }
            assertThat(PhotoMetadata.read(damaged)).isNotNull();
        }
    }

    private static byte[] damage(byte[] encoded, Random random) {
        // Headers are short and decide most, so every second wound is near the start.
        int wounds = 1 + random.nextInt(8);
        for (int i = 0; i < wounds; i++) {
            int reach = random.nextBoolean() ? Math.min(120, encoded.length) : encoded.length;
            encoded[random.nextInt(4, reach)] = (byte) (random.nextBoolean() ? random.nextInt() : 0xff);
        }
        return encoded;
    }
}
