package dev.geofix.training;

import dev.geofix.imaging.Normalisation;
import dev.geofix.imaging.Photometry;
import dev.geofix.imaging.RgbImage;
import dev.geofix.imaging.Warp;
import java.util.SplittableRandom;

/** Turns one view into the network's input, changed as an {@link Augmentation} says. */
record ViewAugmenter(Augmentation settings, Normalisation normalisation) {
    private static final int RECTANGLES = 3;

    /**
     * @param image square, of the input's size
     * @param mayTurn whether the view may be turned by itself
     * @param mirrored whether both views of the place are mirrored
     * @param change share of the photometric strength that this pair gets, 0 … 1
     */
    void write(RgbImage image, boolean mayTurn, boolean mirrored, double change, float[] target, int offset,
            SplittableRandom random) {
        int side = image.width();
        float[] planes = Photometry.planes(mayTurn ? turned(image, random) : image);
        ColourJitter.apply(planes, settings.jitter(), random);
        new Photometry(settings.photometry() * change).apply(planes, side, random);
        Planes.shift(planes, side, offset(random), offset(random));
        if (mirrored ^ (settings.flip() && random.nextBoolean())) {
            Planes.mirror(planes, side);
        }
        normalise(planes);
        RandomErasing.apply(planes, side, settings.erasing(), random);
        new CoarseDropout(settings.dropout(), RECTANGLES).apply(planes, side, random);
        System.arraycopy(planes, 0, target, offset, planes.length);
    }

    private RgbImage turned(RgbImage image, SplittableRandom random) {
        double turn = settings.rotation() * (2 * random.nextDouble() - 1)
                + (settings.quarterTurns() ? 90 * random.nextInt(4) : 0);
        return turn == 0 ? image : Warp.square(image, image.width(), turn, image.width(), Warp.Edge.NEUTRAL);
    }

    /** A crop anywhere in the padded picture is the picture shifted by up to the padding. */
    private int offset(SplittableRandom random) {
        return random.nextInt(2 * settings.pad() + 1) - settings.pad();
    }

    private void normalise(float[] planes) {
        int pixels = planes.length / 3;
        for (int channel = 0; channel < 3; channel++) {
            float mean = normalisation.mean()[channel];
            float deviation = normalisation.deviation()[channel];
            for (int i = channel * pixels; i < (channel + 1) * pixels; i++) {
                planes[i] = (planes[i] - mean) / deviation;
            }
        }
    }
}
