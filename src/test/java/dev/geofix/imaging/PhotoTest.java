package dev.geofix.imaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PhotoTest {
    private static final byte[] TURNED = TestPicture.encoded("orientation-6.jpg");

    private final AtomicInteger reads = new AtomicInteger();
    private final ImageDecoder decoder = new ImageDecoder(ImageLimits.DEFAULT, (format, encoded) -> {
        reads.incrementAndGet();
        return EmbeddedMetadata.of(format, encoded);
    });

    @Test
    void whatIsEmbeddedIsReadOnceForThePictureAndWhatItSaysOfItself() {
        Photo photo = decoder.photo(TURNED);
        assertThat(reads).hasValue(1);
        assertThat(photo.image()).isEqualTo(decoder.decode(TURNED));
        assertThat(photo.metadata()).isEqualTo(PhotoMetadata.read(TURNED));
    }
}
