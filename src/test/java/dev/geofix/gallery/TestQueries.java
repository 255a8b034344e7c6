package dev.geofix.gallery;

import dev.geofix.imaging.ImageDecoder;
import dev.geofix.imaging.ImageLimits;
import dev.geofix.inference.Descriptor;
import dev.geofix.inference.View;

/** Descriptors to ask for. */
public final class TestQueries {
    /** Below the score of a picture with itself. The tiny model's 128 values at a byte each may be a few thousandths off; different pictures score below 0.9. */
    public static final double SAME = 0.995;

    private TestQueries() {}

    /** Of the picture of that seed, by the gallery's model. */
    public static Descriptor of(GalleryReader open, long picture) {
        return open.encoder().embed(new ImageDecoder(ImageLimits.DEFAULT).decode(Pictures.png(picture)),
                View.SATELLITE);
    }
}
