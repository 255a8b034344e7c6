package dev.geofix.locate;

import dev.geofix.geo.GeoPoint;
import dev.geofix.inference.Calibration;
import dev.geofix.verification.Trust;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Ranked tiles to a place.
 *
 * <pre>
 * likelihood    w(i)   = exp((s(i) − s(1)) / temperature)
 * nearness      k(i,j) = exp(−d(i,j)² / 2·side²)             of two tile centres d metres apart
 * support       u(i)   = Σj w(j)·k(i,j)                      the tile with the most is the anchor a
 * fix           c      = Σi w(i)·k(a,i)·c(i) / u(a)          weighted mean of the centres round the anchor
 * spread²              = Σi w(i)·k(a,i)·|c(i) − c|² / u(a)
 * radius²              = (radiusFactor·side/2)² + spread²·(−ln(1 − coverage))
 * margin               = best score round the fix − best score farther than two sides from it
 * agreement            = u(a) / Σi w(i)
 * confidence           = 1 / (1 + exp(−(bias + scoreWeight·best + marginWeight·margin + agreementWeight·agreement)))
 * </pre>
 *
 * Support lets several fair matches beside each other beat a lone good one, which is what look-alike roofs produce. The factor
 * −ln(1 − coverage) is the Rayleigh distribution's: the squared radius that holds that share of a round scatter of variance 1. No more is told of a confidence than
 * {@link Trust#MOST_CONFIDENCE}, or the threshold where that is higher.
 */
public final class FixEstimator {
    /** Tiles farther than this many sides from the anchor are another place. */
    public static final double ELSEWHERE_SIDES = 2;

    /** @param tileSide of the tile that the fix rests on, metres */
    public record Estimate(PositionFix fix, FixEvidence evidence, double tileSide) {}

    private final Calibration calibration;

    public FixEstimator(Calibration calibration) {
        this.calibration = calibration;
    }

    /** @param candidates at least one, in any order */
    public Estimate estimate(List<Candidate> candidates) {
        // The order of equals must not matter: neither for the anchor nor for the last digit of a sum.
        List<Candidate> ranked = candidates.stream()
                .sorted(Comparator.comparingDouble(Candidate::score).reversed()
                        .thenComparingDouble(candidate -> candidate.center().latitude())
                        .thenComparingDouble(candidate -> candidate.center().longitude()))
                .toList();
        double best = ranked.getFirst().score();
        double[] likelihood = ranked.stream().mapToDouble(c -> Math.exp((c.score() - best) / calibration.temperature()))
                .toArray();
        Candidate anchor = ranked.getFirst();
        double[] support = support(anchor, ranked, likelihood);
        for (Candidate other : ranked) {
            double[] others = support(other, ranked, likelihood);
            if (sum(others) > sum(support)) {
                anchor = other;
                support = others;
            }
        }
        return around(anchor, ranked, support, sum(support) / sum(likelihood));
    }

    private static double[] support(Candidate anchor, List<Candidate> ranked, double[] likelihood) {
        double[] support = new double[likelihood.length];
        for (int i = 0; i < support.length; i++) {
            double sides = anchor.center().distanceTo(ranked.get(i).center()) / anchor.side();
            support[i] = likelihood[i] * Math.exp(-sides * sides / 2);
        }
        return support;
    }

    private Estimate around(Candidate anchor, List<Candidate> ranked, double[] support, double agreement) {
        GeoPoint place = mean(anchor.center(), ranked, support);
        double spread = 0;
        double bestHere = -1;
        double bestElsewhere = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < support.length; i++) {
            Candidate candidate = ranked.get(i);
            double distance = place.distanceTo(candidate.center());
            spread += support[i] * distance * distance / sum(support);
            if (anchor.center().distanceTo(candidate.center()) > ELSEWHERE_SIDES * anchor.side()) {
                bestElsewhere = Math.max(bestElsewhere, candidate.score());
            } else {
                bestHere = Math.max(bestHere, candidate.score());
            }
        }
        boolean alone = bestElsewhere == Double.NEGATIVE_INFINITY;
        FixEvidence evidence = new FixEvidence(bestHere, alone ? null : bestElsewhere,
                alone ? 0 : bestHere - bestElsewhere, agreement, Math.sqrt(spread));
        double confidence = confidence(evidence);
        return new Estimate(PositionFix.retrieved(place, radius(anchor.side() / 2, spread), told(confidence),
                confidence >= calibration.threshold()), evidence, anchor.side());
    }

    /** In metres round the anchor, so that the date line is no border. */
    private static GeoPoint mean(GeoPoint anchor, List<Candidate> ranked, double[] support) {
        double north = 0;
        double east = 0;
        double eastPerDegree = GeoPoint.METERS_PER_DEGREE * Math.cos(Math.toRadians(anchor.latitude()));
        for (int i = 0; i < support.length; i++) {
            GeoPoint center = ranked.get(i).center();
            north += support[i] * (center.latitude() - anchor.latitude()) * GeoPoint.METERS_PER_DEGREE;
            east += support[i] * Math.IEEEremainder(center.longitude() - anchor.longitude(), 360) * eastPerDegree;
        }
        return anchor.offset(north / sum(support), east / sum(support));
    }

    private double radius(double halfSide, double spreadSquared) {
        double inTile = calibration.radiusFactor() * halfSide;
        return Math.sqrt(inTile * inTile - spreadSquared * Math.log(1 - calibration.coverage()));
    }

    /** What is told of a confidence. */
    double told(double confidence) {
        return Math.min(confidence, Math.max(Trust.MOST_CONFIDENCE, calibration.threshold()));
    }

    double confidence(FixEvidence evidence) {
        double logit = calibration.bias() + calibration.scoreWeight() * evidence.bestScore()
                + calibration.marginWeight() * evidence.margin()
                + calibration.agreementWeight() * evidence.agreement();
        return 1 / (1 + Math.exp(-logit));
    }

    private static double sum(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum;
    }

    /**
     * What the confidence was made of.
     *
     * @param bestScore highest score round the fix
     * @param elsewhereScore highest score of a tile that lies elsewhere; absent where none does
     * @param margin bestScore − elsewhereScore, 0 where nothing lies elsewhere
     * @param agreement share of all likelihood that lies round the fix, 0 … 1
     * @param spreadMeters how far the supporting tiles' centres scatter round the fix
     */
    public record FixEvidence(double bestScore, @Nullable Double elsewhereScore, double margin, double agreement,
            double spreadMeters) {}
}
