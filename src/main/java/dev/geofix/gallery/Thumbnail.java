package dev.geofix.gallery;

import dev.geofix.imaging.ImageFile;
import dev.geofix.imaging.PictureHeader;
import dev.geofix.imaging.RgbImage;
import java.awt.Dimension;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Set;

/** What is kept of an image, such that another model can embed it later. */
final class Thumbnail {
    private static final float QUALITY = 0.95f;
    private static final Set<String> COMPACT = Set.of("image/jpeg", "image/webp");

    private Thumbnail() {}

    /**
     * An image that is small already stays as it came: nothing is lost and no time is spent.
     *
     * @param picture the image as it is to be kept
     */
    static TileImage of(RgbImage picture, byte[] image) {
        Dimension side = new Dimension(picture.width(), picture.height());
        return PictureHeader.of(image)
                .filter(header -> COMPACT.contains(header.mediaType()) && header.size().equals(side))
                .filter(header -> image.length <= side.width * side.height)
                .map(header -> new TileImage(header.mediaType(), image)).orElseGet(() -> jpeg(picture));
    }

    private static TileImage jpeg(RgbImage picture) {
        try {
            return new TileImage("image/jpeg", ImageFile.jpeg(picture.toBufferedImage(), QUALITY));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
