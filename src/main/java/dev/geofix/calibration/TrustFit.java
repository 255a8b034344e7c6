package dev.geofix.calibration;

import dev.geofix.calibration.Trial.MeasuredPlacement;
import dev.geofix.platform.Quantiles;
import dev.geofix.verification.Evidence;
import dev.geofix.verification.Trust;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What placements by local features are worth, fitted on trials with known truth, in four steps:
 *
 * <ol>
 * <li>bias and weights: {@link LogisticFit} of the evidence to whether the placement is right;
 * <li>threshold: the least at which the wanted share of the accepted placements is right, and never below 0.8: a place is told as sure only where four of five alike would be;
 * <li>groundDeviation: of the deviations that each right placement's error would need beside its own scatter, the quantile at the wanted coverage (split conformal prediction), of photos that look straight down;
 * <li>reliefDeviation: likewise what the errors of the others need beside that, for each metre that relief displaces.
 * </ol>
 */
final class TrustFit {
    private static final double LEAST_THRESHOLD = 0.8;
    /** Below this relief displaces nothing to speak of: six degrees. */
    private static final double STRAIGHT_DOWN = 0.1;

    private final List<Trial> trials;
    private final double precision;
    private final double coverage;
    private final double within;

    /** @param within metres from the truth up to which a placement is right */
    TrustFit(List<Trial> trials, double precision, double coverage, double within) {
        this.trials = trials;
        this.precision = precision;
        this.coverage = coverage;
        this.within = within;
    }

    private static List<MeasuredPlacement> placed(List<Trial> trials) {
        return trials.stream().map(Trial::placement).filter(Objects::nonNull).toList();
    }

    private boolean right(MeasuredPlacement placement) {
        return placement.error() <= within;
    }

    /** The default where there are no right placements, or no wrong ones, to learn from. */
    Trust fit() {
        List<MeasuredPlacement> placed = placed(trials);
        long rightOnes = placed.stream().filter(this::right).count();
        if (rightOnes == 0 || rightOnes == placed.size()) {
            return Trust.DEFAULT;
        }
        boolean[] right = new boolean[placed.size()];
        for (int i = 0; i < right.length; i++) {
            right[i] = right(placed.get(i));
        }
        double[] fitted = LogisticFit.fit(placed.stream().map(placement -> Trust.terms(placement.evidence())).toList(),
                right);
        List<Double> weights = Arrays.stream(fitted).skip(1).map(CalibrationFit::rounded).boxed().toList();
        Trust trust = with(CalibrationFit.rounded(fitted[0]), weights, 0.5, 0, placed.size());
        double threshold = threshold(placed, trust);
        List<Trial> shown = trials.stream().filter(trial -> trial.truth() != null).toList();
        double found = placed(shown).stream()
                .filter(placement -> right(placement) && trust.probability(placement.evidence()) >= threshold).count();
        // One photo more counts as missed, so that a few hits do not make a certainty.
        double recall = CalibrationFit.rounded(found / (shown.size() + 1));
        return withDeviations(placed, with(trust.bias(), weights, threshold, recall, placed.size()));
    }

    private static Trust with(double bias, List<Double> weights, double threshold, double recall, int trials) {
        Trust usual = Trust.DEFAULT;
        return new Trust(bias, weights, threshold, usual.scatterFactor(), usual.groundDeviation(),
                usual.reliefDeviation(), recall, trials);
    }

    private double threshold(List<MeasuredPlacement> placed, Trust trust) {
        double least = CalibrationFit.threshold(placed, placement -> trust.probability(placement.evidence()),
                this::right,
                precision);
        return CalibrationFit.rounded(Math.max(LEAST_THRESHOLD, least));
    }

    /** With the deviations that the errors of right placements ask for. */
    private Trust withDeviations(List<MeasuredPlacement> placed, Trust trust) {
        List<MeasuredPlacement> rightOnes = placed.stream().filter(this::right).toList();
        Double ground = needed(rightOnes.stream().filter(placement -> placement.reliefDisplacement() < STRAIGHT_DOWN)
                .map(placement -> beside(placement, trust.scatterFactor(), 0)).toList());
        double groundDeviation = ground == null ? trust.groundDeviation() : ground;
        Double relief = needed(rightOnes.stream().filter(placement -> placement.reliefDisplacement() >= STRAIGHT_DOWN)
                .map(placement -> Math.sqrt(2) / placement.reliefDisplacement()
                        * beside(placement, trust.scatterFactor(), groundDeviation))
                .toList());
        return new Trust(trust.bias(), trust.weights(), trust.threshold(), trust.scatterFactor(), groundDeviation,
                relief == null ? trust.reliefDeviation() : relief, trust.recall(), trust.trials());
    }

    /** The deviation that would just cover the error, beside that of the scatter and another. */
    private double beside(MeasuredPlacement placement, double scatterFactor, double other) {
        double squared = placement.error() * placement.error() / (-2 * Math.log(1 - coverage));
        return Math
                .sqrt(Math.max(0, squared - scatterFactor * placement.scatter() * placement.scatter() - other * other));
    }

    private @Nullable Double needed(List<Double> deviations) {
        List<Double> sorted = deviations.stream().sorted().toList();
        int rank = (int) Math.ceil((sorted.size() + 1) * coverage);
        return sorted.isEmpty() ? null : CalibrationFit.rounded(sorted.get(Math.min(rank, sorted.size()) - 1));
    }

    /** How placements do on trials, for a manifest and for people. */
    static Map<String, Object> figures(List<Trial> trials, Trust trust, double coverage, double within) {
        List<Trial> shown = trials.stream().filter(trial -> trial.truth() != null).toList();
        List<Trial> strangers = trials.stream().filter(trial -> trial.truth() == null).toList();
        List<MeasuredPlacement> accepted = placed(trials).stream()
                .filter(placement -> trust.probability(placement.evidence()) >= trust.threshold()).toList();
        List<MeasuredPlacement> right = accepted.stream().filter(placement -> placement.error() <= within).toList();
        double[] errors = accepted.stream().filter(placement -> Double.isFinite(placement.error()))
                .mapToDouble(MeasuredPlacement::error).toArray();
        long strangersAccepted = accepted.stream().filter(placement -> Double.isInfinite(placement.error())).count();
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("photos", shown.size());
        figures.put("strangers", strangers.size());
        figures.put("accepted", accepted.size() - strangersAccepted);
        figures.put("acceptedAndWrong", accepted.size() - right.size());
        figures.put("strangersAccepted", strangersAccepted);
        if (errors.length > 0) {
            figures.put("medianErrorMeters", rounded(Quantiles.of(errors, 0.5)));
            figures.put("p90ErrorMeters", rounded(Quantiles.of(errors, 0.9)));
            long covered = right.stream().filter(placement -> placement.error() <= trust
                    .spread(trust.deviation(placement.scatter(), placement.reliefDisplacement()), coverage)).count();
            figures.put("radiusCovers", rounded((double) covered / Math.max(1, right.size())));
        }
        return figures;
    }

    /** A line for each placement, for those who want to look closer. */
    static void write(Path file, List<Trial> trials, Trust trust) throws IOException {
        List<String> lines = new ArrayList<>();
        lines.add(
                "photo,error,probability,inliers,matches,spread,residual,runnerUp,scaleRatio,turn,score,scatter,reliefDisplacement");
        for (MeasuredPlacement placement : placed(trials)) {
            Evidence e = placement.evidence();
            lines.add(String.join(",", placement.photo(), text(placement.error()), text(trust.probability(e)),
                    Integer.toString(e.inliers()), Integer.toString(e.matches()), text(e.spread()), text(e.residual()),
                    Integer.toString(e.runnerUp()), text(e.scaleRatio()), text(e.turnDegrees()), text(e.score()),
                    text(placement.scatter()), text(placement.reliefDisplacement())));
        }
        Files.write(file, lines);
    }

    private static String text(double value) {
        return Double.toString(rounded(value));
    }

    static void print(PrintWriter out, Trust trust, Map<String, Map<String, Object>> columns) {
        out.println();
        out.println("| by local features | " + String.join(" | ", columns.keySet()) + " |");
        out.println("|---|" + "---:|".repeat(columns.size()));
        columns.values().stream().flatMap(figures -> figures.keySet().stream()).distinct()
                .forEach(name -> out.println("| " + name + " | " + String.join(" | ", columns.values().stream()
                        .map(figures -> Objects.toString(figures.get(name), "–")).toList()) + " |"));
        out.println();
        out.println(trust);
    }

    private static double rounded(double value) {
        return Double.isInfinite(value) ? value : Math.round(value * 1000) / 1000.0;
    }
}
