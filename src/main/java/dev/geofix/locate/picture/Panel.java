package dev.geofix.locate.picture;

import dev.geofix.imaging.Resize;
import dev.geofix.imaging.RgbImage;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.geom.Point2D;
import org.jspecify.annotations.Nullable;

/** Where the photo or the tile lies on the picture. */
record Panel(Rectangle box) {
    private static final Color NOTHING = new Color(0xd9d9de);
    /** A tiny photo is enlarged so far that its keypoints lie apart, and no further. */
    private static final double MOST_ENLARGED = 8;

    /**
     * The largest of an aspect that fits.
     *
     * @param sourceWidth pixels of what it shows
     */
    static Panel fit(double sourceWidth, double aspect, int x, int y, int mostWidth, int mostHeight) {
        double width = Math.min(Math.min(mostWidth, mostHeight * aspect), MOST_ENLARGED * sourceWidth);
        int wide = Math.max(1, (int) Math.round(width));
        int high = Math.clamp(Math.round(width / aspect), 1, mostHeight);
        return new Panel(new Rectangle(x, y, wide, high));
    }

    Panel moved(int right) {
        return new Panel(new Rectangle(box.x + right, box.y, box.width, box.height));
    }

    /** @param image null leaves an empty panel */
    void show(Graphics2D graphics, @Nullable RgbImage image) {
        if (image == null) {
            graphics.setColor(NOTHING);
            graphics.fill(box);
        } else {
            graphics.drawImage(Resize.bicubic(image, box.width, box.height).toBufferedImage(), box.x, box.y, null);
        }
    }

    /** @param x share of the width from the left */
    Point2D at(double x, double y) {
        return new Point2D.Double(box.x + x * box.width, box.y + y * box.height);
    }
}
