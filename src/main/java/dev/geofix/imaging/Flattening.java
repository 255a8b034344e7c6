package dev.geofix.imaging;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;

/**
 * Turns whatever Java decoded into opaque RGB of eight bits.
 *
 * <p>Transparent pixels are laid on the mean colour of ImageNet. Ortho tiles are transparent where nothing was photographed, and that
 * colour is zero after normalisation: the network sees neither a black nor a white edge that the ground does not have.
 */
final class Flattening {
    /** Red, green, blue of the ImageNet mean. */
    static final int[] NEUTRAL = {124, 116, 104};

    private Flattening() {}

    static RgbImage flatten(BufferedImage image) {
        return flatten(image, false);
    }

    /** @param isTurned whether the reader has turned grey samples that stood for darkness, as in TIFFs in which white is zero */
    static RgbImage flatten(BufferedImage image, boolean isTurned) {
        int width = image.getWidth();
        int height = image.getHeight();
        byte[] pixels = new byte[Math.multiplyExact(3, Math.multiplyExact(width, height))];
        if (isPlainBgr(image)) {
            RgbImage.swapRedAndBlue(((DataBufferByte) image.getRaster().getDataBuffer()).getData(), pixels);
        } else if (hasSamplesOfLight(image.getColorModel())) {
            flattenSamples(image, isTurned, pixels);
        } else {
            flattenColors(image, pixels);
        }
        return new RgbImage(width, height, pixels);
    }

    private static boolean isPlainBgr(BufferedImage image) {
        return image.getType() == BufferedImage.TYPE_3BYTE_BGR && image.getRaster().getParent() == null
                && image.getRaster().getDataBuffer().getSize() == 3 * image.getWidth() * image.getHeight();
    }

    /** Grey or RGB, each sample a whole number of at most 16 bits. */
    private static boolean hasSamplesOfLight(ColorModel model) {
        int space = model.getColorSpace().getType();
        int sample = model.getTransferType();
        return model instanceof ComponentColorModel && !model.isAlphaPremultiplied()
                && (space == ColorSpace.TYPE_GRAY || space == ColorSpace.TYPE_RGB)
                && (sample == DataBuffer.TYPE_BYTE || sample == DataBuffer.TYPE_USHORT);
    }

    /**
     * Takes the samples as they are, the upper eight bits of those in use. Java would convert through the colour space instead: it holds
     * grey for linear light and brightens it, and it applies profiles, a pixel at a time.
     */
    private static void flattenSamples(BufferedImage image, boolean isTurned, byte[] pixels) {
        Raster raster = image.getRaster();
        int bands = raster.getNumBands();
        SampleLevels levels = SampleLevels.of(image, isTurned);
        int[] row = new int[image.getWidth() * bands];
        int out = 0;
        for (int y = 0; y < image.getHeight(); y++) {
            raster.getPixels(raster.getMinX(), raster.getMinY() + y, image.getWidth(), 1, row);
            for (int i = 0; i < row.length; i += bands) {
                int alpha = levels.alpha(row, i);
                for (int channel = 0; channel < 3; channel++) {
                    pixels[out++] = over(levels.color(row, i, channel), alpha, channel);
                }
            }
        }
    }

    private static void flattenColors(BufferedImage image, byte[] pixels) {
        int[] row = new int[image.getWidth()];
        int out = 0;
        for (int y = 0; y < image.getHeight(); y++) {
            colors(image, y, row);
            for (int argb : row) {
                int alpha = argb >>> 24;
                pixels[out++] = over(argb >> 16 & 0xff, alpha, 0);
                pixels[out++] = over(argb >> 8 & 0xff, alpha, 1);
                pixels[out++] = over(argb & 0xff, alpha, 2);
            }
        }
    }

    /** Java would ask the colour model for each pixel, even where it has nothing to say. */
    private static void colors(BufferedImage image, int y, int[] row) {
        Raster raster = image.getRaster();
        if (image.getType() == BufferedImage.TYPE_INT_ARGB && raster.getParent() == null) {
            raster.getDataElements(0, y, row.length, 1, row);
        } else {
            image.getRGB(0, y, row.length, 1, row, 0, row.length);
        }
    }

    private static byte over(int value, int alpha, int channel) {
        if (alpha == 255) {
            return (byte) value;
        }
        return (byte) ((value * alpha + NEUTRAL[channel] * (255 - alpha) + 127) / 255);
    }

    /**
     * Levels of eight bits of the samples of a decoded image, grey or RGB, with alpha behind the colours or without.
     *
     * @param colors bands of colour, 1 or 3
     * @param bits that a sample has
     * @param shift of the colours to the right that leaves eight bits in use; below 8 bits without effect
     * @param alphaWhite the alpha of what covers all; 0 where there is no alpha
     * @param turned whether the depth is that of the samples as they stand in the file, from which the reader has turned them
     */
    private record SampleLevels(int colors, int bits, int shift, int alphaWhite, boolean turned) {
        private static final int SIXTEEN = 16;
        private static final int WHITE = 0xffff;

        static SampleLevels of(BufferedImage image, boolean isTurned) {
            ColorModel model = image.getColorModel();
            int colors = model.getNumColorComponents();
            int bits = model.getComponentSize(0);
            int alphaBits = model.hasAlpha() ? model.getComponentSize(colors) : 0;
            if (bits == SIXTEEN) {
                return ofSixteen(image.getRaster(), colors, alphaBits > 0, isTurned);
            }
            return new SampleLevels(colors, bits, Math.max(0, bits - Byte.SIZE), (1 << alphaBits) - 1,
                    false);
        }

        /** Whoever keeps colours of fewer bits in 16 often keeps alpha so too. The colours of what is transparent tell nothing. */
        private static SampleLevels ofSixteen(Raster raster, int colors, boolean hasAlpha, boolean isTurned) {
            SampleDepth color = new SampleDepth();
            SampleDepth stored = new SampleDepth();
            SampleDepth alpha = new SampleDepth();
            int bands = raster.getNumBands();
            int[] row = new int[raster.getWidth() * bands];
            for (int y = 0; y < raster.getHeight(); y++) {
                raster.getPixels(raster.getMinX(), raster.getMinY() + y, raster.getWidth(), 1, row);
                for (int i = 0; i < row.length; i += bands) {
                    int cover = hasAlpha ? row[i + colors] : 1;
                    alpha.add(cover);
                    for (int band = 0; band < colors && cover != 0; band++) {
                        color.add(row[i + band]);
                        if (isTurned) {
                            stored.add(WHITE - row[i + band]);
                        }
                    }
                }
            }
            // Where the file uses fewer bits, the reader has turned all 16 of them: what is left would be pale.
            boolean turned = isTurned && stored.shift() < Byte.SIZE;
            return new SampleLevels(colors, SIXTEEN, turned ? stored.shift() : color.shift(),
                    hasAlpha ? (1 << alpha.shift() + Byte.SIZE) - 1 : 0, turned);
        }

        /** @param at where the pixel's samples begin in the row */
        int color(int[] row, int at, int channel) {
            int sample = row[at + (colors == 1 ? 0 : channel)];
            if (turned) {
                return 255 - Math.min(255, WHITE - sample >> shift);
            }
            // Of samples of 10, 12 or 14 bits in which white is zero the reader turns 16.
            int used = sample & (1 << bits) - 1;
            return bits < Byte.SIZE ? used * (255 / ((1 << bits) - 1)) : Math.min(255, used >> shift);
        }

        int alpha(int[] row, int at) {
            return alphaWhite == 0 ? 255 : (int) Math.min(255, row[at + colors] * 255L / alphaWhite);
        }
    }
}
