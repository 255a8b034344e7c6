package dev.geofix.training;

import dev.geofix.network.Architecture;
import dev.geofix.network.Preprocessing;
import java.util.List;

/**
 * Everything that decides a training but its pictures; it is stored with the run, and a run is resumed only with the same.
 *
 * @param pairs places in a batch, each seen by the drone and the satellite
 * @param steps updates in the whole training
 * @param epochSteps updates between two checkpoints
 * @param learningRate of the heads and the attention at its highest
 * @param backboneRate of the backbone at its highest
 * @param weightDecay of weight matrices; norms, biases and the temperature have none
 * @param warmUpSteps over which the rates rise
 * @param clipNorm the gradients' joint norm is scaled down to this
 * @param smoothing label smoothing ε
 * @param temperature of the InfoNCE loss at the start; it is learnt
 * @param classificationWeight of the part classifiers' cross-entropy beside InfoNCE; 0 leaves the classifiers out
 * @param photometry strength of the light and camera changes, 0 … 1
 * @param dropoutChance share of views with blanked rectangles
 * @param frozen prefixes of parameter names that stay as they are
 * @param sources what the pairs come from, in words
 */
record TrainingConfig(Architecture architecture, Preprocessing preprocessing, long seed, int pairs, long steps,
        long epochSteps,
        double learningRate, double backboneRate, double weightDecay, long warmUpSteps, double clipNorm,
        double smoothing, double temperature, double classificationWeight, double photometry, double dropoutChance,
        List<String> frozen, List<String> sources) {
    TrainingConfig {
        if (pairs < 2) {
            throw new IllegalArgumentException("a batch needs at least 2 pairs, not " + pairs);
        }
        if (steps < 1 || epochSteps < 1) {
            throw new IllegalArgumentException("steps and steps an epoch must be at least 1");
        }
        if (!(temperature > 0)) {
            throw new IllegalArgumentException("the temperature must be positive, not " + temperature);
        }
        frozen = List.copyOf(frozen);
        sources = List.copyOf(sources);
    }
}
