package dev.geofix.testing;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Random;
import javax.imageio.ImageIO;

/** Small pictures that look unlike each other. */
public final class Pictures {
    private Pictures() {}

    /** A few coloured rectangles; another number, other rectangles. */
    public static BufferedImage picture(int number, int side) {
        Random random = new Random(number);
        BufferedImage image = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        for (int i = 0; i < 12; i++) {
            graphics.setColor(new Color(random.nextInt(0x1000000)));
            int width = side / 4 + random.nextInt(side / 2);
            int height = side / 4 + random.nextInt(side / 2);
            graphics.fillRect(random.nextInt(side) - width / 2, random.nextInt(side) - height / 2, width, height);
        }
        graphics.dispose();
        return image;
    }

    public static byte[] png(BufferedImage image) {
        return encode(image, "png");
    }

    public static byte[] jpeg(BufferedImage image) {
        return encode(image, "jpg");
    }

    private static byte[] encode(BufferedImage image, String format) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, format, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
