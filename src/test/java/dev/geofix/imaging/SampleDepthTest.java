package dev.geofix.imaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.geofix.testing.SharedData;
import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.util.Iterator;
import java.util.function.IntUnaryOperator;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Pictures of fewer bits than the 16 in which they are kept look like themselves, not black. */
class SampleDepthTest {
    private static final ImageDecoder DECODER = new ImageDecoder(ImageLimits.DEFAULT);
    private static final int SIDE = 64;
    private static final int WHITE_IS_ZERO = 0;
    private static final int BLACK_IS_ZERO = 1;

    @ParameterizedTest
    @CsvSource({"png,10", "png,12", "png,14", "png,16", "tiff,10", "tiff,12", "tiff,14", "tiff,16"})
    void aPictureOfAnyDepthIsTheSamePicture(String format, int bits) throws IOException {
        for (int bands : new int[]{1, 3, 4}) {
            RgbImage decoded = decode(format, picture(bands, level -> level << bits - 8, (1 << bits) - 1));
            assertThat(decoded).as(bands + " bands").isEqualTo(decode(format, picture(bands, level -> level * 257,
                    0xffff)));
            assertThat(decoded.pixels()[3 * 200] & 0xff).isEqualTo(level(200, 0));
        }
    }

    /** Alpha in 16 bits beside colours in 12; and what is transparent is brighter than the ground. */
    @Test
    void alphaHasADepthOfItsOwn() throws IOException {
        BufferedImage image = picture(4, level -> level << 4, 0xffff);
        for (int x = 0; x < SIDE; x++) {
            image.getRaster().setPixel(x, 0, new int[]{0xffff, 0xffff, 0xffff, 0});
        }
        RgbImage decoded = decode("png", image);
        assertThat(decoded.crop(5, 0, 1, 1).pixels()).containsExactly(124, 116, 104);
        RgbImage opaque = decode("png", picture(3, level -> level << 4, 0));
        assertThat(decoded.crop(0, 1, SIDE, SIDE - 1)).isEqualTo(opaque.crop(0, 1, SIDE, SIDE - 1));
    }

    @Test
    void aDarkPictureThatWasWidenedFromEightBitsStaysDark() throws IOException {
        RgbImage decoded = decode("png", picture(1, level -> level / 8 * 257, 0));
        assertThat(decoded.pixels()[3 * 200] & 0xff).isEqualTo(level(200, 0) / 8);
    }

    @Test
    void aPictureOfSixteenBitsWithFewHighlightsStaysAsItIs() throws IOException {
        BufferedImage image = picture(1, level -> 40 * level + level % 7, 0);
        for (int x = 0; x < 8; x++) {
            image.getRaster().setSample(x, 9, 0, 60_000 + x);
        }
        assertThat(decode("png", image).pixels()[3 * 200] & 0xff).isEqualTo(40 * level(200, 0) >> 8);
    }

    @Test
    void aBrokenPixelDoesNotMakeAPictureBlack() throws IOException {
        BufferedImage image = picture(1, level -> level << 4, 0);
        image.getRaster().setSample(3, 3, 0, 0xffff);
        RgbImage decoded = decode("png", image);
        assertThat(decoded.pixels()[3 * 200] & 0xff).isEqualTo(level(200, 0));
        assertThat(decoded.pixels()[3 * (3 * SIDE + 3)] & 0xff).isEqualTo(255);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 255})
    void aPictureThatFitsIntoEightBitsIsTakenAsItIs(int most) throws IOException {
        RgbImage decoded = decode("png", picture(1, level -> Math.min(level, most), 0));
        assertThat(decoded.pixels()[3 * 200] & 0xff).isEqualTo(Math.min(level(200, 0), most));
    }

    @Test
    void theReportedPictureLooksLikeItselfInEightBits() throws IOException {
        RgbImage eight = DECODER.decode(Files.readAllBytes(SharedData.require("cases/depth16-picture/g8.tif")));
        RgbImage twelve = DECODER
                .decode(Files.readAllBytes(SharedData.require("cases/depth16-picture/g16_12bit.tif")));
        assertThat(TestPicture.difference(twelve, eight)).isLessThan(0.5);
    }

    /** Which samples are kept in how many bits, and how many of those they use. */
    @ParameterizedTest
    @CsvSource({"10,10", "12,12", "14,14", "16,10", "16,12", "16,14", "16,16"})
    void aPictureInWhichWhiteIsZeroIsNeitherPaleNorDark(int kept, int used) {
        int white = (1 << used) - 1;
        RgbImage plain = DECODER.decode(tiff(kept, BLACK_IS_ZERO, each -> each << used - 8));
        RgbImage negative = DECODER.decode(tiff(kept, WHITE_IS_ZERO, each -> white - (each << used - 8)));
        assertThat(plain.pixels()[3 * 200] & 0xff).isEqualTo(level(200, 0));
        for (int pixel = 0; pixel < SIDE * SIDE; pixel++) {
            // Of the bits that are cut off, those of the one picture are 0 and those of the other are 1.
            assertThat(negative.pixels()[3 * pixel] & 0xff).isEqualTo(level(pixel, 0));
        }
    }

    /** A plain TIFF of grey samples, which no program that is at hand writes with 10 to 14 bits. */
    private static byte[] tiff(int bits, int photometric, IntUnaryOperator sample) {
        int rowBytes = SIDE * bits / 8;
        byte[] rows = new byte[rowBytes * SIDE];
        for (int pixel = 0; pixel < SIDE * SIDE; pixel++) {
            int value = sample.applyAsInt(level(pixel, 0));
            for (int bit = 0; bit < bits; bit++) {
                int at = pixel * bits + bit;
                rows[at / 8] |= (byte) ((value >> bits - 1 - bit & 1) << 7 - at % 8);
            }
        }
        int[][] tags = {{256, SIDE}, {257, SIDE}, {258, bits}, {259, 1}, {262, photometric}, {273, 0}, {277, 1},
            {278, SIDE}, {279, rows.length}};
        int start = 8 + 2 + 12 * tags.length + 4;
        ByteBuffer file = ByteBuffer.allocate(start + rows.length).putInt(0x4d4d002a).putInt(8)
                .putShort((short) tags.length);
        for (int[] tag : tags) {
            // All as one number of 32 bits.
            file.putShort((short) tag[0]).putShort((short) 4).putInt(1).putInt(tag[0] == 273 ? start : tag[1]);
        }
        return file.putInt(0).put(rows).array();
    }

    private static int level(int pixel, int band) {
        return (7 * (pixel % SIDE) + 3 * (pixel / SIDE) + 50 * band) & 0xff;
    }

    /**
     * @param widen what stands in 16 bits for a level of eight
     * @param alpha of all pixels where there are four bands
     */
    private static BufferedImage picture(int bands, IntUnaryOperator widen, int alpha) {
        ColorModel model = new ComponentColorModel(
                ColorSpace.getInstance(bands == 1 ? ColorSpace.CS_GRAY : ColorSpace.CS_sRGB), bands == 4, false,
                bands == 4 ? Transparency.TRANSLUCENT : Transparency.OPAQUE, DataBuffer.TYPE_USHORT);
        WritableRaster raster = model.createCompatibleWritableRaster(SIDE, SIDE);
        for (int pixel = 0; pixel < SIDE * SIDE; pixel++) {
            for (int band = 0; band < bands; band++) {
                raster.setSample(pixel % SIDE, pixel / SIDE, band,
                        band == 3 ? alpha : widen.applyAsInt(level(pixel, band)));
            }
        }
        return new BufferedImage(model, raster, false, null);
    }

    private static RgbImage decode(String format, BufferedImage image) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageWriter writer = writer(format);
        try (ImageOutputStream stream = ImageIO.createImageOutputStream(out)) {
            writer.setOutput(stream);
            writer.write(image);
        } finally {
            writer.dispose();
        }
        return DECODER.decode(out.toByteArray());
    }

    /** The JDK's; that of the library for reading writes no 16 bits. */
    private static ImageWriter writer(String format) {
        Iterator<ImageWriter> writers = ImageIO.getImageWritersByFormatName(format);
        ImageWriter writer = writers.next();
        while (!writer.getClass().getName().startsWith("com.sun.")) {
            writer = writers.next();
        }
        return writer;
    }
}
