package dev.geofix.imaging;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.util.Arrays;
import java.util.Objects;

/**
 * A picture of eight bits a channel.
 *
 * @param width pixels a row, at least 1
 * @param height rows, at least 1
 * @param pixels red, green, blue of each pixel, row by row from the top left; the array is not copied and must not change
 * @throws IllegalArgumentException when a side is not positive or the array is not 3 · width · height bytes long
 */
public record RgbImage(int width, int height, byte[] pixels) {
    public RgbImage {
        if (width < 1 || height < 1) {
            throw new IllegalArgumentException("an image of " + width + " x " + height + " pixels has no content");
        }
        if (pixels.length != 3L * width * height) {
            throw new IllegalArgumentException(
                    width + " x " + height + " pixels need " + 3L * width * height + " bytes, not " + pixels.length);
        }
    }

    /** The same picture without transparency: see {@link Flattening} for what shines through. */
    public static RgbImage of(BufferedImage image) {
        return Flattening.flatten(image);
    }

    public BufferedImage toBufferedImage() {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
        byte[] target = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
        swapRedAndBlue(pixels, target);
        return image;
    }

    /**
     * The part whose top left pixel is (x, y).
     *
     * @throws IndexOutOfBoundsException when it does not lie inside this image
     */
    public RgbImage crop(int x, int y, int cropWidth, int cropHeight) {
        Objects.checkFromIndexSize(x, cropWidth, width);
        Objects.checkFromIndexSize(y, cropHeight, height);
        byte[] part = new byte[3 * cropWidth * cropHeight];
        for (int row = 0; row < cropHeight; row++) {
            System.arraycopy(pixels, 3 * ((y + row) * width + x), part, 3 * row * cropWidth, 3 * cropWidth);
        }
        return new RgbImage(cropWidth, cropHeight, part);
    }

    static void swapRedAndBlue(byte[] source, byte[] target) {
        for (int i = 0; i < source.length; i += 3) {
            byte first = source[i];
            target[i + 1] = source[i + 1];
            target[i] = source[i + 2];
            target[i + 2] = first;
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RgbImage that && width == that.width && height == that.height
                && Arrays.equals(pixels, that.pixels);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * width + height) + Arrays.hashCode(pixels);
    }

    @Override
    public String toString() {
        return "RgbImage[" + width + " x " + height + "]";
    }
}
