package dev.geofix.training;

import dev.geofix.imaging.Normalisation;
import dev.geofix.imaging.Photometry;
import dev.geofix.imaging.RgbImage;
import dev.geofix.imaging.Warp;
import dev.geofix.platform.UserException;
import java.util.Arrays;
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

    /** Blanks a few rectangles, so that no single landmark carries the match (DeVries and Taylor, 2017). */
    record CoarseDropout(double chance, int rectangles) {
        /** Sets the rectangles to zero, which is the mean colour once the planes are normalised. */
        void apply(float[] planes, int side, SplittableRandom random) {
            if (random.nextDouble() >= chance) {
                return;
            }
            int count = 1 + random.nextInt(rectangles);
            for (int i = 0; i < count; i++) {
                int width = side / 10 + random.nextInt(side / 5);
                int height = side / 10 + random.nextInt(side / 5);
                int left = random.nextInt(side - width);
                int top = random.nextInt(side - height);
                Planes.blank(planes, side, left, top, width, height);
            }
        }
    }

    /**
     * Blanks one rectangle (Zhong et al., 2020): 2 to 40 % of the area, sides in a ratio of 0.3 to 1 / 0.3. A rectangle that does not fit is drawn
     * again.
     */
    private static final class RandomErasing {
        private static final double LEAST = 0.02;
        private static final double MOST = 0.4;
        private static final double RATIO = 0.3;
        private static final int TRIES = 100;

        private RandomErasing() {}

        /** Sets the rectangle to zero, which is the mean colour once the planes are normalised. */
        static void apply(float[] planes, int side, double chance, SplittableRandom random) {
            if (random.nextDouble() >= chance) {
                return;
            }
            for (int attempt = 0; attempt < TRIES; attempt++) {
                double area = side * side * (LEAST + (MOST - LEAST) * random.nextDouble());
                double ratio = RATIO + (1 / RATIO - RATIO) * random.nextDouble();
                int height = (int) Math.round(Math.sqrt(area * ratio));
                int width = (int) Math.round(Math.sqrt(area / ratio));
                if (height < side && width < side && height > 0 && width > 0) {
                    Planes.blank(planes, side, random.nextInt(side - width + 1), random.nextInt(side - height + 1),
                            width,
                            height);
                    return;
                }
            }
        }
    }

    /** Brightness, contrast and saturation, each by a factor of its own and in a random order, as torchvision's transform of that name has them. */
    private static final class ColourJitter {
        private ColourJitter() {}

        /**
         * @param planes red, green and blue, 0 … 1
         * @param amount factors lie within 1 ± amount
         */
        static void apply(float[] planes, double amount, SplittableRandom random) {
            if (amount == 0) {
                return;
            }
            for (int change : Seeds.order(3, random)) {
                float factor = (float) (1 + amount * (2 * random.nextDouble() - 1));
                switch (change) {
                    case 0 -> blend(planes, new float[planes.length / 3], factor);
                    case 1 -> blend(planes, even(planes), factor);
                    default -> blend(planes, grey(planes), factor);
                }
            }
        }

        /** The factor's share of the picture, the rest of one grey plane. */
        private static void blend(float[] planes, float[] plane, float factor) {
            for (int i = 0; i < planes.length; i++) {
                planes[i] = Math.clamp(factor * planes[i] + (1 - factor) * plane[i % plane.length], 0f, 1f);
            }
        }

        private static float[] even(float[] planes) {
            float[] grey = grey(planes);
            double sum = 0;
            for (float value : grey) {
                sum += value;
            }
            Arrays.fill(grey, (float) (sum / grey.length));
            return grey;
        }

        private static float[] grey(float[] planes) {
            int pixels = planes.length / 3;
            float[] grey = new float[pixels];
            for (int i = 0; i < pixels; i++) {
                grey[i] = 0.299f * planes[i] + 0.587f * planes[pixels + i] + 0.114f * planes[2 * pixels + i];
            }
            return grey;
        }
    }

    /** Moves pixels within square planes, one after the other in one array. */
    private static final class Planes {
        private Planes() {}

        /** Shifts the picture to the right and down; the uncovered rows and columns repeat the edge. */
        static void shift(float[] planes, int side, int right, int down) {
            if (right == 0 && down == 0) {
                return;
            }
            float[] before = planes.clone();
            for (int plane = 0; plane < planes.length; plane += side * side) {
                for (int y = 0; y < side; y++) {
                    int from = plane + Math.clamp(y - down, 0, side - 1) * side;
                    for (int x = 0; x < side; x++) {
                        planes[plane + y * side + x] = before[from + Math.clamp(x - right, 0, side - 1)];
                    }
                }
            }
        }

        /** Sets a rectangle of every plane to zero. */
        static void blank(float[] planes, int side, int left, int top, int width, int height) {
            for (int plane = 0; plane < planes.length; plane += side * side) {
                for (int y = top; y < top + height; y++) {
                    Arrays.fill(planes, plane + y * side + left, plane + y * side + left + width, 0);
                }
            }
        }

        /** Swaps left and right. */
        static void mirror(float[] planes, int side) {
            for (int row = 0; row < planes.length; row += side) {
                for (int x = 0; x < side / 2; x++) {
                    float left = planes[row + x];
                    planes[row + x] = planes[row + side - 1 - x];
                    planes[row + side - 1 - x] = left;
                }
            }
        }
    }

    /**
     * What a view goes through before the network sees it, in this order.
     *
     * @param jitter largest relative change of brightness, contrast and saturation
     * @param rotation largest turn to either side, degrees
     * @param quarterTurns whether the view is turned by a random multiple of 90°
     * @param photometry strength of the changes of light and camera, 0 … 1
     * @param pad pixels by which the edges are repeated before a crop of the old size is taken anywhere
     * @param flip whether half of the views are mirrored, each view by itself
     * @param erasing share of views that lose one rectangle of 2 to 40 % of their area
     * @param dropout share of views that lose up to three small rectangles
     */
    public record Augmentation(double jitter, int pad, boolean flip, double rotation, boolean quarterTurns,
            double erasing,
            double photometry, double dropout) {
        public Augmentation {
            if (!(jitter >= 0 && jitter < 1) || !(photometry >= 0 && photometry <= 1) || !share(erasing)
                    || !share(dropout)) {
                throw new UserException("jitter, photometry, erasing and dropout of a view must be 0 to 1");
            }
            if (pad < 0 || !(rotation >= 0 && rotation <= 180)) {
                throw new UserException(
                        "pad of a view must be 0 pixels or more, rotation 0 to 180 degrees");
            }
        }

        private static boolean share(double value) {
            return value >= 0 && value <= 1;
        }
    }
}
