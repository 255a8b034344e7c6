package dev.geofix.gallery;

import dev.geofix.image.ImageFile;
import dev.geofix.image.RgbImage;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Pictures as JPEGs of such quality that another model can embed them later. */
final class Thumbnail {
    private static final float QUALITY = 0.95f;

    private Thumbnail() {}

    static TileImage of(RgbImage picture) {
        try {
            return new TileImage("image/jpeg", ImageFile.jpeg(picture.toBufferedImage(), QUALITY));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
