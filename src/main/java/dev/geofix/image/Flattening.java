package dev.geofix.image;

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
    private static final int[] BACKGROUND = {124, 116, 104};

    private Flattening() {}

    static RgbImage flatten(BufferedImage image) {
        int width = image.getWidth();
        int height = image.getHeight();
        byte[] pixels = new byte[Math.multiplyExact(3, Math.multiplyExact(width, height))];
        if (isPlainBgr(image)) {
            RgbImage.swapRedAndBlue(((DataBufferByte) image.getRaster().getDataBuffer()).getData(), pixels);
        } else if (isGray(image.getColorModel())) {
            flattenGray(image, pixels);
        } else {
            flattenAny(image, pixels);
        }
        return new RgbImage(width, height, pixels);
    }

    private static boolean isPlainBgr(BufferedImage image) {
        return image.getType() == BufferedImage.TYPE_3BYTE_BGR && image.getRaster().getParent() == null
                && image.getRaster().getDataBuffer().getSize() == 3 * image.getWidth() * image.getHeight();
    }

    private static boolean isGray(ColorModel model) {
        return model instanceof ComponentColorModel && model.getColorSpace().getType() == ColorSpace.TYPE_GRAY
                && model.getTransferType() <= DataBuffer.TYPE_USHORT;
    }

    /** Takes the samples as they are: Java holds grey for linear light and would brighten it on the way to sRGB. */
    private static void flattenGray(BufferedImage image, byte[] pixels) {
        Raster raster = image.getRaster();
        ColorModel model = image.getColorModel();
        int shift = model.getComponentSize(0) - 8;
        int alphaMax = model.hasAlpha() ? (1 << model.getComponentSize(1)) - 1 : 0;
        int bands = raster.getNumBands();
        int[] row = new int[image.getWidth() * bands];
        int out = 0;
        for (int y = 0; y < image.getHeight(); y++) {
            raster.getPixels(raster.getMinX(), raster.getMinY() + y, image.getWidth(), 1, row);
            for (int i = 0; i < row.length; i += bands) {
                int gray = shift >= 0 ? row[i] >> shift : row[i] * 255 / ((1 << (8 + shift)) - 1);
                int alpha = alphaMax == 0 ? 255 : row[i + 1] * 255 / alphaMax;
                for (int channel = 0; channel < 3; channel++) {
                    pixels[out++] = over(gray, alpha, channel);
                }
            }
        }
    }

    private static void flattenAny(BufferedImage image, byte[] pixels) {
        int[] row = new int[image.getWidth()];
        int out = 0;
        for (int y = 0; y < image.getHeight(); y++) {
            image.getRGB(0, y, row.length, 1, row, 0, row.length);
            for (int argb : row) {
                int alpha = argb >>> 24;
                pixels[out++] = over(argb >> 16 & 0xff, alpha, 0);
                pixels[out++] = over(argb >> 8 & 0xff, alpha, 1);
                pixels[out++] = over(argb & 0xff, alpha, 2);
            }
        }
    }

    private static byte over(int value, int alpha, int channel) {
        return (byte) ((value * alpha + BACKGROUND[channel] * (255 - alpha) + 127) / 255);
    }
}
