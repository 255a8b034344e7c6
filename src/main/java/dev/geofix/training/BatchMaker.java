package dev.geofix.training;

import dev.geofix.imaging.Normalisation;
import dev.geofix.network.Preprocessing;
import dev.geofix.training.PairSource.PairDraw;
import dev.geofix.training.PairSource.ViewPair;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Makes the batch of a step: picks pairs, draws and augments both views. What it makes depends on the configuration and the step
 * alone. A place of which nothing can be read is left out.
 */
public record BatchMaker(PairSource source, TrainingConfig config) {
    private static final long VIEWS = 2;

    public TrainingBatch make(long step) throws IOException {
        Seeds seeds = new Seeds(config.seed());
        Preprocessing input = config.input();
        Normalisation normalisation = new Normalisation(input.meanArray(), input.deviationArray());
        ViewAugmenter drone = new ViewAugmenter(config.drone(), normalisation);
        ViewAugmenter satellite = new ViewAugmenter(config.satellite(), normalisation);
        List<PairDraw> picks = source.batch(config.batch(), step, seeds);
        int side = input.inputSize();
        List<Integer> places = new ArrayList<>();
        float[] drones = new float[picks.size() * 3 * side * side];
        float[] satellites = new float[drones.length];
        for (int i = 0; i < picks.size(); i++) {
            SplittableRandom random = seeds.at(VIEWS, step, i);
            ViewPair pair = source.draw(picks.get(i), side, random);
            if (pair == null) {
                continue;
            }
            boolean mirrored = config.mirror() && random.nextBoolean();
            // From two pictures of one flight to another camera in another year: colour is a clue in the one case only.
            double change = random.nextDouble();
            int offset = places.size() * 3 * side * side;
            drone.write(pair.drone(), false, mirrored, change, drones, offset, random);
            satellite.write(pair.satellite(), !pair.aligned(), mirrored, change, satellites, offset, random);
            places.add(picks.get(i).place());
        }
        return batch(step, places, drones, satellites, side);
    }

    private TrainingBatch batch(long step, List<Integer> places, float[] drones, float[] satellites, int side)
            throws IOException {
        if (places.size() < 2) {
            throw new IOException(
                    "step " + step + ": fewer than two places of the batch have pictures that can be read");
        }
        int length = places.size() * 3 * side * side;
        float[] images = Arrays.copyOf(drones, 2 * length);
        System.arraycopy(satellites, 0, images, length, length);
        return new TrainingBatch(step, places.stream().mapToInt(Integer::intValue).toArray(), images, side);
    }

    /**
     * The input of one step.
     *
     * @param step which step it belongs to, from 0
     * @param places the place of each pair, no two alike
     * @param images 2N × 3 × side × side, normalised: the N drone views, then the N satellite views in the same order
     */
    public record TrainingBatch(long step, int[] places, float[] images, int side) {
        public int pairs() {
            return places.length;
        }
    }
}
