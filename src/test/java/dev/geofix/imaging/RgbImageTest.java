package dev.geofix.imaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import org.junit.jupiter.api.Test;

class RgbImageTest {
    private static final RgbImage IMAGE = new RgbImage(2, 2, new byte[]{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, -1});

    @Test
    void survivesTheWayThroughJavasOwnImage() {
        assertThat(RgbImage.of(IMAGE.toBufferedImage())).isEqualTo(IMAGE);
    }

    @Test
    void refusesAnArrayOfAnotherLength() {
        assertThatIllegalArgumentException().isThrownBy(() -> new RgbImage(2, 2, new byte[11]));
        assertThatIllegalArgumentException().isThrownBy(() -> new RgbImage(0, 2, new byte[0]));
        assertThatIllegalArgumentException().isThrownBy(() -> new RgbImage(65536, 65536, new byte[0]));
    }

    @Test
    void cropsAPart() {
        assertThat(IMAGE.crop(1, 0, 1, 2)).isEqualTo(new RgbImage(1, 2, new byte[]{4, 5, 6, 10, 11, -1}));
    }

    @Test
    void refusesACropThatLeavesTheImage() {
        assertThatThrownBy(() -> IMAGE.crop(1, 0, 2, 1)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void readsAViewIntoALargerImage() {
        assertThat(RgbImage.of(IMAGE.toBufferedImage().getSubimage(1, 0, 1, 2))).isEqualTo(IMAGE.crop(1, 0, 1, 2));
    }

    @Test
    void greyKeepsItsLevel() {
        BufferedImage gray = new BufferedImage(1, 1, BufferedImage.TYPE_BYTE_GRAY);
        gray.getRaster().setSample(0, 0, 0, 100);
        assertThat(RgbImage.of(gray).pixels()).containsOnly(100);
    }

    @Test
    void sixteenBitGreyKeepsItsUpperEight() {
        BufferedImage gray = new BufferedImage(2, 1, BufferedImage.TYPE_USHORT_GRAY);
        gray.getRaster().setSample(0, 0, 0, 0x64ff);
        // Something bright, or the picture would be taken for one of fewer bits.
        gray.getRaster().setSample(1, 0, 0, 0xfffe);
        assertThat(RgbImage.of(gray).pixels()).containsExactly(100, 100, 100, 255, 255, 255);
    }

    @Test
    void transparentPixelsTakeTheColourThatNormalisesToZero() {
        BufferedImage clear = new BufferedImage(1, 1, BufferedImage.TYPE_INT_ARGB);
        clear.setRGB(0, 0, 0x00ffffff);
        assertThat(Normalisation.IMAGENET.toPlanes(RgbImage.of(clear))).containsExactly(new float[3], within(0.01f));
    }

    @Test
    void halfTransparentPixelsAreMixed() {
        BufferedImage half = new BufferedImage(1, 1, BufferedImage.TYPE_INT_ARGB);
        half.setRGB(0, 0, 0x80000000);
        assertThat(RgbImage.of(half).pixels()).containsExactly(62, 58, 52);
    }
}
