package dev.geofix.imaging;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/** The same small picture, 48 × 32, in many encodings. */
final class TestPicture {
    private static final ImageDecoder DECODER = new ImageDecoder(ImageLimits.DEFAULT);

    private TestPicture() {}

    static byte[] encoded(String file) {
        try (InputStream in = TestPicture.class.getResourceAsStream(file)) {
            return Objects.requireNonNull(in, file).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static RgbImage decoded(String file) {
        return DECODER.decode(encoded(file));
    }

    /** Mean absolute difference of the samples, levels. */
    static double difference(RgbImage one, RgbImage other) {
        long sum = 0;
        for (int i = 0; i < one.pixels().length; i++) {
            sum += Math.abs((one.pixels()[i] & 0xff) - (other.pixels()[i] & 0xff));
        }
        return (double) sum / one.pixels().length;
    }
}
