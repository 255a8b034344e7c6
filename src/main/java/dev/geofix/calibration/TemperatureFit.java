package dev.geofix.calibration;

import dev.geofix.locate.Candidate;

import dev.geofix.geo.GeoPoint;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The temperature T under which the true tiles are likeliest, every trial choosing among its candidates with
 *
 * <pre>
 * p(i) = exp(s(i)/T) / Σj exp(s(j)/T)
 * </pre>
 *
 * In β = 1/T the log-likelihood is concave and its slope Σ (s(true) − Σi p(i)·s(i)) falls, so the root is found by bisection. Trials
 * without the true tile among their candidates say nothing about T.
 */
final class TemperatureFit {
    /** Where every true tile scores best the likelihood has no maximum; where it scores no better than others neither. */
    static final double LEAST = 0.005;
    static final double MOST = 1;

    private static final int STEPS = 60;

    private record Choice(double[] scores, double chosen) {}

    private TemperatureFit() {}

    static double fit(List<Trial> trials) {
        List<Choice> choices = new ArrayList<>();
        for (Trial trial : trials) {
            GeoPoint truth = trial.truth();
            if (truth != null) {
                trial.candidates().stream().filter(candidate -> candidate.holds(truth))
                        .min(Comparator.comparingDouble(candidate -> candidate.center().distanceTo(truth)))
                        .ifPresent(tile -> choices.add(new Choice(
                                trial.candidates().stream().mapToDouble(Candidate::score).toArray(), tile.score())));
            }
        }
        double cold = LEAST;
        double warm = MOST;
        for (int step = 0; step < STEPS; step++) {
            double middle = Math.sqrt(cold * warm);
            if (slope(choices, 1 / middle) > 0) {
                warm = middle;
            } else {
                cold = middle;
            }
        }
        return Math.sqrt(cold * warm);
    }

    private static double slope(List<Choice> choices, double beta) {
        double slope = 0;
        for (Choice choice : choices) {
            double weights = 0;
            double weighted = 0;
            for (double score : choice.scores()) {
                double weight = Math.exp(beta * (score - choice.chosen()));
                weights += weight;
                weighted += weight * (score - choice.chosen());
            }
            slope -= weighted / weights;
        }
        return slope;
    }
}
