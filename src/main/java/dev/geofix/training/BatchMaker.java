package dev.geofix.training;

import dev.geofix.image.Normalisation;
import dev.geofix.image.Photometry;
import dev.geofix.image.RgbImage;
import dev.geofix.network.Preprocessing;
import java.io.IOException;
import java.util.SplittableRandom;

/**
 * Makes the batch of a step: chooses places, draws both views, varies their light and blanks parts of them. What it makes depends
 * on the seed and the step alone.
 */
record BatchMaker(PairSource source, int pairs, int side, Photometry photometry, CoarseDropout dropout,
        Normalisation normalisation, Seeds seeds) {
    private static final long CHOICE = 1;
    private static final long VIEWS = 2;

    static BatchMaker of(PairSource source, TrainingConfig config) {
        Preprocessing input = config.preprocessing();
        return new BatchMaker(source, config.pairs(), input.inputSize(), new Photometry(config.photometry()),
                new CoarseDropout(config.dropoutChance(), 3),
                new Normalisation(input.meanArray(), input.deviationArray()), new Seeds(config.seed()));
    }

    Batch make(long step) throws IOException {
        int[] places = source.choose(pairs, seeds.at(CHOICE, step, 0));
        int plane = 3 * side * side;
        float[] images = new float[2 * places.length * plane];
        for (int i = 0; i < places.length; i++) {
            SplittableRandom random = seeds.at(VIEWS, step, i);
            ViewPair pair = source.draw(places[i], side, random);
            // From two pictures of one flight to another camera in another year: colour is a clue in the one case only.
            Photometry change = new Photometry(photometry.strength() * random.nextDouble());
            write(pair.drone(), change, images, i * plane, random);
            write(pair.satellite(), change, images, (places.length + i) * plane, random);
        }
        return new Batch(step, places, images, side);
    }

    private void write(RgbImage image, Photometry change, float[] images, int offset, SplittableRandom random) {
        float[] planes = Photometry.planes(image);
        change.apply(planes, side, random);
        int pixels = side * side;
        for (int channel = 0; channel < 3; channel++) {
            float mean = normalisation.mean()[channel];
            float deviation = normalisation.deviation()[channel];
            for (int i = channel * pixels; i < (channel + 1) * pixels; i++) {
                planes[i] = (planes[i] - mean) / deviation;
            }
        }
        dropout.apply(planes, side, random);
        System.arraycopy(planes, 0, images, offset, planes.length);
    }
}
