package dev.geofix.gallery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.geofix.imaging.ImageDecoder;
import dev.geofix.imaging.ImageFile;
import dev.geofix.imaging.ImageLimits;
import dev.geofix.imaging.Resize;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;

class ThumbnailTest {
    private static final ImageDecoder DECODER = new ImageDecoder(ImageLimits.DEFAULT);

    @Test
    void aCompactPictureOfTheNetworksSizeIsKeptAsItCame() throws IOException {
        byte[] jpeg = ImageFile.jpeg(DECODER.decode(Pictures.png(1)).toBufferedImage(), 0.8f);
        assertKept(jpeg, "image/jpeg");
    }

    @Test
    void soIsAWebP() throws IOException {
        try (InputStream in = getClass().getResourceAsStream("/dev/geofix/imaging/lossy.webp")) {
            assertKept(in.readAllBytes(), "image/webp");
        }
    }

    @Test
    void aPictureOfAnotherSizeIsKeptAsTheNetworkSawIt() throws IOException {
        byte[] jpeg = ImageFile.jpeg(DECODER.decode(Pictures.png(1)).toBufferedImage(), 0.8f);
        Tile.Image kept = TileEmbedder.Thumbnail.of(Resize.bicubic(DECODER.decode(jpeg), 64, 64), jpeg);
        assertThat(kept.mediaType()).isEqualTo("image/jpeg");
        assertThat(DECODER.decode(kept.bytes()).width()).isEqualTo(64);
    }

    @Test
    void aPngIsMadeSmaller() {
        byte[] png = Pictures.png(1);
        assertThat(TileEmbedder.Thumbnail.of(DECODER.decode(png), png).mediaType()).isEqualTo("image/jpeg");
    }

    private static void assertKept(byte[] image, String mediaType) {
        Tile.Image kept = TileEmbedder.Thumbnail.of(DECODER.decode(image), image);
        assertThat(kept.bytes()).isSameAs(image);
        assertThat(kept.mediaType()).isEqualTo(mediaType);
    }
}
