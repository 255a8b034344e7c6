package dev.geofix.imaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.nio.FloatBuffer;
import org.junit.jupiter.api.Test;

class NormalisationTest {
    private static final RgbImage TWO_PIXELS = new RgbImage(2, 1, new byte[]{0, (byte) 255, 51, 102, 0, (byte) 204});

    @Test
    void channelsBecomePlanes() {
        Normalisation plain = new Normalisation(new float[]{0, 0, 0}, new float[]{1, 1, 1});
        assertThat(plain.toPlanes(TWO_PIXELS)).containsExactly(new float[]{0, 0.4f, 1, 0, 0.2f, 0.8f}, within(1e-6f));
    }

    @Test
    void takesTheMeanAwayAndDividesByTheDeviation() {
        float[] planes = Normalisation.IMAGENET.toPlanes(TWO_PIXELS);
        assertThat(planes[2]).isCloseTo((1 - 0.456f) / 0.224f, within(1e-6f));
    }

    @Test
    void writesBehindWhatABatchHoldsAlready() {
        FloatBuffer batch = FloatBuffer.allocate(12);
        Normalisation.IMAGENET.write(TWO_PIXELS, batch, 6);
        assertThat(batch.get(5)).isZero();
        assertThat(batch.slice(6, 6)).isEqualTo(FloatBuffer.wrap(Normalisation.IMAGENET.toPlanes(TWO_PIXELS)));
        assertThat(batch.position()).isZero();
    }

    @Test
    void refusesADeviationOfZero() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Normalisation(new float[3], new float[]{1, 0, 1}));
    }
}
