package dev.geofix.verification;

import dev.geofix.platform.UserException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The probability that a placement is right, from what speaks for it: a logistic over
 *
 * <pre>
 * ln inliers    ln((inliers + 1) / (runner-up + 1))    √ratio    min(spread, 0.7)    retrieval score
 * </pre>
 *
 * Counts go in as logarithms, since twice as many agreeing matches say as much more at 10 as at 100. The weights are fitted on photos of known place ({@code calibrate}).
 *
 * <p>That is multiplied with n² / (n² + m²), where n and m are by how much inliers and runner-up exceed what agrees by chance ({@value #CHANCE}): of two places that are equally well supported, as rows of equal
 * houses give, neither can be believed. And with (spread / {@value #LEAST_SPREAD})² where the spread is less: the place of the photo's middle is then extrapolated from a small part of it, most often the
 * near ground of a photo that looks ahead.
 *
 * @param bias of the logistic
 * @param weights in the order above
 * @param threshold probability from which a fix is accepted
 * @param scatterFactor what the covariance of a fit is multiplied with: matches share errors that their own scatter does not show
 * @param groundDeviation how far places of tiles are off, metres, standard deviation in each direction
 * @param reliefDeviation heights of what is matched, roofs and trees, over the ground round the photo's middle, metres, standard deviation: a camera that looks askew displaces them
 * @param recall share of the photos whose tile is looked at that are verified: what it costs a retrieved place not to be
 * @param trials placements that all this was fitted on; 0 where that is not known
 */
public record Trust(double bias, List<Double> weights, double threshold, double scatterFactor,
        double groundDeviation, double reliefDeviation, double recall, int trials) {
    static final int TERMS = 5;

    /** For a model whose calibration has none. */
    public static final Trust DEFAULT = new Trust(-14, List.of(3.0, 2.5, 0.0, 3.0, 0.0), 0.8, 9, 1.5, 5,
            0.95);

    /** No calibration has had the thousand placements, all of them right, that more would need. */
    public static final double MOST_CONFIDENCE = 0.999;
    private static final double ENOUGH_SPREAD = 0.7;
    /** None of 110 right placements of real photos had less. */
    private static final double LEAST_SPREAD = 0.2;
    /** The most that agreed on a wrong tile, of 270 that were tried. */
    private static final int CHANCE = 15;

    public Trust {
        weights = List.copyOf(weights);
        if (weights.size() != TERMS || !(threshold >= 0 && threshold <= 1) || !(scatterFactor > 0)
                || !(groundDeviation >= 0) || !(reliefDeviation >= 0) || !(recall >= 0 && recall < 1)
                || trials < 0 || !Double.isFinite(bias)
                || !weights.stream().allMatch(Double::isFinite)) {
            throw new UserException("trust needs " + TERMS + " finite weights, a threshold from 0 to 1, a "
                    + "scatterFactor above 0, a groundDeviation and a reliefDeviation of at least 0, a recall from 0 to "
                    + "below 1 and trials of at least 0");
        }
    }

    /** Of a calibration that has not counted its trials. */
    public Trust(double bias, List<Double> weights, double threshold, double scatterFactor, double groundDeviation,
            double reliefDeviation, double recall) {
        this(bias, weights, threshold, scatterFactor, groundDeviation, reliefDeviation, recall, 0);
    }

    /** What the logistic looks at, without the bias. */
    public static double[] terms(Evidence evidence) {
        return new double[]{Math.log(Math.max(1, evidence.inliers())),
            Math.log((evidence.inliers() + 1.0) / (evidence.runnerUp() + 1.0)), Math.sqrt(evidence.ratio()),
            Math.min(evidence.spread(), ENOUGH_SPREAD), evidence.score()};
    }

    public double probability(Evidence evidence) {
        double[] terms = terms(evidence);
        double sum = bias;
        for (int i = 0; i < TERMS; i++) {
            sum += weights.get(i) * terms[i];
        }
        return unique(evidence) * spreadOut(evidence) / (1 + Math.exp(-sum));
    }

    /**
     * What may be told of a probability. A logistic goes on to 0.99999999, which no number of trials can bear out: had all n of them gone right, the next one would with
     * (n + 1) / (n + 2) (Laplace's rule of succession). Never below the threshold, so that what is accepted looks so.
     */
    public double confidence(double probability) {
        double borneOut = trials == 0 ? MOST_CONFIDENCE : Math.min(MOST_CONFIDENCE, (trials + 1.0) / (trials + 2));
        return Math.min(probability, Math.max(borneOut, threshold));
    }

    private static double spreadOut(Evidence evidence) {
        double share = Math.min(1, evidence.spread() / LEAST_SPREAD);
        return share * share;
    }

    private static double unique(Evidence evidence) {
        double here = Math.max(0, evidence.inliers() - CHANCE);
        double elsewhere = Math.max(0, evidence.runnerUp() - CHANCE);
        return elsewhere == 0 ? 1 : here * here / (here * here + elsewhere * elsewhere);
    }

    /**
     * What is left of a confidence in a place that looking closely did not confirm: c·(1 − recall) / (c·(1 − recall) + 1 − c).
     */
    public double unconfirmed(double confidence) {
        double missed = confidence * (1 - recall);
        return missed / (missed + 1 - confidence);
    }

    /** Metres round the photo's middle that hold it with this probability, by a normal scatter. */
    public double radius(Verification found, double probability) {
        return spread(deviation(found.middleDeviation(), found.ground().reliefDisplacement()), probability);
    }

    /**
     * Standard deviation of a place in each direction, metres. Relief displaces it in one direction only, so half of that variance counts.
     *
     * @param scatter of the matches, see {@link Verification#middleDeviation}
     * @param reliefDisplacement see {@link dev.geofix.imaging.GroundView#reliefDisplacement}
     */
    public double deviation(double scatter, double reliefDisplacement) {
        double relief = reliefDeviation * reliefDisplacement;
        return Math.sqrt(scatterFactor * scatter * scatter + groundDeviation * groundDeviation + relief * relief / 2);
    }

    /** Radius that holds this share of a normal scatter with the given deviation in each direction (Rayleigh's distribution). */
    public double spread(double deviation, double probability) {
        return deviation * Math.sqrt(-2 * Math.log(1 - probability));
    }

    /** What a model's calibration says; the default where it says nothing. Throws as {@link #of}. */
    public static Trust ofModel(Map<String, Object> verification) {
        return verification.isEmpty() ? DEFAULT : of(verification);
    }

    /**
     * As a model's manifest holds it; those of earlier versions hold no trials.
     *
     * @throws UserException when something else is missing or no number
     */
    public static Trust of(Map<String, Object> manifest) {
        if (!(manifest.get("weights") instanceof List<?> weights)) {
            throw new UserException("the model's verification lacks its weights");
        }
        return new Trust(number(manifest.get("bias"), "bias"),
                weights.stream().map(weight -> number(weight, "weights")).toList(),
                number(manifest.get("threshold"), "threshold"),
                number(manifest.get("scatterFactor"), "scatterFactor"),
                number(manifest.get("groundDeviation"), "groundDeviation"),
                number(manifest.get("reliefDeviation"), "reliefDeviation"),
                number(manifest.get("recall"), "recall"),
                manifest.get("trials") instanceof Number trials ? trials.intValue() : 0);
    }

    /** What {@link #of} reads. */
    public Map<String, Object> toManifest() {
        Map<String, Object> manifest = new LinkedHashMap<>();
        manifest.put("bias", bias);
        manifest.put("weights", weights);
        manifest.put("threshold", threshold);
        manifest.put("scatterFactor", scatterFactor);
        manifest.put("groundDeviation", groundDeviation);
        manifest.put("reliefDeviation", reliefDeviation);
        manifest.put("recall", recall);
        manifest.put("trials", trials);
        return manifest;
    }

    private static double number(@Nullable Object value, String name) {
        if (value instanceof Number number) {
            return number.doubleValue();
        }
        throw new UserException("the model's verification lacks the number '" + name + "'");
    }
}
