package dev.geofix.calibration;

import dev.geofix.platform.Quantiles;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * How good fixes and their promises are on trials. Shares are 0 … 1; a share of nothing is NaN.
 *
 * @param photos trials whose place is in the gallery
 * @param strangers trials whose place is not
 * @param right share of photos whose fix lies within half a tile's diagonal of the truth, accepted or not
 * @param accepted share of photos whose fix is accepted
 * @param precision share of accepted fixes, strangers' too, that are right
 * @param strangersRejected share of strangers without an accepted fix
 * @param radiusCovers share of photos' accepted fixes whose radius holds the truth
 * @param medianRadiusMeters of photos' accepted fixes
 * @param medianErrorMeters likewise
 * @param p90ErrorMeters nine tenths of the same errors are no larger
 * @param calibrationError expected calibration error of the confidence: mean of |confidence − share of right fixes| over ten bins of
 *     equal width, weighted by their trials (Guo et al. 2017, Eq. 3)
 */
record CalibrationReport(int photos, int strangers, double right, double accepted, double precision,
        double strangersRejected, double radiusCovers, double medianRadiusMeters, double medianErrorMeters,
        double p90ErrorMeters, double calibrationError) {
    private static final int BINS = 10;

    static CalibrationReport of(List<Trial.Outcome> outcomes) {
        List<Trial.Outcome> photos = outcomes.stream().filter(outcome -> !outcome.stranger()).toList();
        List<Trial.Outcome> strangers = outcomes.stream().filter(Trial.Outcome::stranger).toList();
        List<Trial.Outcome> accepted = photos.stream().filter(Trial.Outcome::accepted).toList();
        double[] radii = accepted.stream().mapToDouble(outcome -> outcome.estimate().fix().radiusMeters()).toArray();
        double[] errors = accepted.stream().mapToDouble(Trial.Outcome::error).toArray();
        return new CalibrationReport(photos.size(), strangers.size(), share(photos, Trial.Outcome::right),
                share(photos, Trial.Outcome::accepted),
                share(outcomes.stream().filter(Trial.Outcome::accepted).toList(), Trial.Outcome::right),
                share(strangers, outcome -> !outcome.accepted()), share(accepted, Trial.Outcome::covered),
                Quantiles.of(radii, 0.5), Quantiles.of(errors, 0.5), Quantiles.of(errors, 0.9),
                calibrationError(outcomes));
    }

    private static double share(List<Trial.Outcome> outcomes, Predicate<Trial.Outcome> property) {
        return outcomes.isEmpty() ? Double.NaN : (double) outcomes.stream().filter(property).count() / outcomes.size();
    }

    private static double calibrationError(List<Trial.Outcome> outcomes) {
        double[] excess = new double[BINS];
        for (Trial.Outcome outcome : outcomes) {
            int bin = Math.min(BINS - 1, (int) (outcome.confidence() * BINS));
            excess[bin] += outcome.confidence() - (outcome.right() ? 1 : 0);
        }
        return Arrays.stream(excess).map(Math::abs).sum() / outcomes.size();
    }

    /** For a manifest; what is NaN is left out. */
    Map<String, Object> figures() {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("photos", photos);
        figures.put("strangers", strangers);
        put(figures, "right", right);
        put(figures, "accepted", accepted);
        put(figures, "precision", precision);
        put(figures, "strangersRejected", strangersRejected);
        put(figures, "radiusCovers", radiusCovers);
        put(figures, "medianRadiusMeters", medianRadiusMeters);
        put(figures, "medianErrorMeters", medianErrorMeters);
        put(figures, "p90ErrorMeters", p90ErrorMeters);
        put(figures, "calibrationError", calibrationError);
        return figures;
    }

    private static void put(Map<String, Object> figures, String name, double value) {
        if (!Double.isNaN(value)) {
            figures.put(name, Math.round(value * 1000) / 1000.0);
        }
    }
}
