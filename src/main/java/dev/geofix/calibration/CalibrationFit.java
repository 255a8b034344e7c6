package dev.geofix.calibration;

import dev.geofix.geo.GeoPoint;
import dev.geofix.inference.Calibration;
import dev.geofix.locate.Candidate;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/**
 * A calibration from trials with known truth, in four steps, each on what the one before gave:
 *
 * <ol>
 * <li>temperature: {@link TemperatureFit};
 * <li>bias and weights: {@link LogisticFit} of score, margin and agreement to whether the fix is right, so that the confidence is the
 * share of right fixes. It holds for the mix of photos and strangers in the trials, as the threshold does;
 * <li>threshold: the least at which the wanted share of the accepted fixes is right. When none gives that, 1, which accepts nothing;
 * <li>radiusFactor: with the estimator's formula for the radius, an error e is covered from the factor
 * √(e² + spread²·ln(1 − coverage)) / (side/2) on. Of the n accepted fixes' factors the ⌈(n + 1)·coverage⌉-th smallest is taken (split
 * conformal prediction), which covers a further fix with at least the wanted probability.
 * </ol>
 */
final class CalibrationFit {
    private static final double LEAST_FACTOR = 0.1;
    private static final MathContext DIGITS = new MathContext(6);

    private final List<Trial> trials;
    private final double precision;
    private final double coverage;

    CalibrationFit(List<Trial> trials, double precision, double coverage) {
        this.trials = trials;
        this.precision = precision;
        this.coverage = coverage;
    }

    Calibration fit() {
        Calibration ranked = new Calibration(rounded(TemperatureFit.fit(trials)), 0, 0, 0, 0, 0, coverage,
                Calibration.DEFAULT.radiusFactor());
        Calibration confident = withWeights(ranked);
        Calibration accepting = with(confident,
                rounded(threshold(outcomes(confident), Trial.Outcome::confidence, Trial.Outcome::right, precision)),
                ranked.radiusFactor());
        return with(accepting, accepting.threshold(), radiusFactor(outcomes(accepting)));
    }

    private List<Trial.Outcome> outcomes(Calibration calibration) {
        return trials.stream().map(trial -> trial.under(calibration)).toList();
    }

    private Calibration withWeights(Calibration calibration) {
        List<Trial.Outcome> outcomes = outcomes(calibration);
        List<double[]> evidence = outcomes.stream().map(outcome -> outcome.estimate().evidence())
                .map(found -> new double[]{found.bestScore(), found.margin(), found.agreement()}).toList();
        boolean[] right = new boolean[outcomes.size()];
        for (int i = 0; i < right.length; i++) {
            right[i] = outcomes.get(i).right();
        }
        double[] weights = LogisticFit.fit(evidence, right);
        return new Calibration(calibration.temperature(), rounded(weights[0]), rounded(weights[1]),
                rounded(weights[2]), rounded(weights[3]), 0, coverage, calibration.radiusFactor());
    }

    /**
     * The least confidence at which the wanted share of those accepted is right: half-way between the last accepted and the next, so that neither
     * lies on the edge. Where none gives that, 1.
     */
    static <T> double threshold(List<T> outcomes, ToDoubleFunction<T> confidence, Predicate<T> right,
            double precision) {
        List<T> ranked = outcomes.stream().sorted(Comparator.comparingDouble(confidence).reversed()).toList();
        double threshold = 1;
        int rightOnes = 0;
        for (int i = 0; i < ranked.size(); i++) {
            rightOnes += right.test(ranked.get(i)) ? 1 : 0;
            double last = confidence.applyAsDouble(ranked.get(i));
            double next = i + 1 < ranked.size() ? confidence.applyAsDouble(ranked.get(i + 1)) : 0;
            if (next < last && rightOnes >= precision * (i + 1)) {
                threshold = (last + next) / 2;
            }
        }
        return threshold;
    }

    private double radiusFactor(List<Trial.Outcome> outcomes) {
        double[] factors = outcomes.stream().filter(outcome -> outcome.accepted() && !outcome.stranger())
                .mapToDouble(this::neededFactor).sorted().toArray();
        int rank = (int) Math.ceil((factors.length + 1) * coverage);
        if (factors.length == 0) {
            return Calibration.DEFAULT.radiusFactor();
        }
        // Too few fixes for the wanted coverage: the largest error is all that is known.
        double factor = rank <= factors.length
                ? factors[rank - 1]
                : Math.max(factors[factors.length - 1], Calibration.DEFAULT.radiusFactor());
        return rounded(Math.max(factor, LEAST_FACTOR));
    }

    private double neededFactor(Trial.Outcome outcome) {
        double halfSide = outcome.estimate().tileSide() / 2;
        double spread = outcome.estimate().evidence().spreadMeters();
        double squared = outcome.error() * outcome.error() + spread * spread * Math.log(1 - coverage);
        return Math.sqrt(Math.max(0, squared)) / halfSide;
    }

    private static Calibration with(Calibration calibration, double threshold, double radiusFactor) {
        return new Calibration(calibration.temperature(), calibration.bias(), calibration.scoreWeight(),
                calibration.marginWeight(), calibration.agreementWeight(), threshold, calibration.coverage(),
                radiusFactor);
    }

    /** A manifest is read by people; what a fit says beyond these digits is noise. */
    static double rounded(double value) {
        return new BigDecimal(value).round(DIGITS).doubleValue();
    }

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
    static final class TemperatureFit {
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
                                    trial.candidates().stream().mapToDouble(Candidate::score).toArray(),
                                    tile.score())));
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
}
