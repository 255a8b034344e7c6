package dev.geofix.evaluation;

import dev.geofix.geo.GeoPoint;
import dev.geofix.platform.Quantiles;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far answers lie from the ground that the query shows, in metres: of the best match between the middles of the two pictures, of a fix from its place.
 * Quantiles are those of {@link Quantiles}.
 *
 * @param within5 share of queries whose error is at most 5 m, 0 … 1
 * @param coverage errors of the surest queries only, see {@link CoveragePoint}
 */
public record PositionErrors(int queries, double median, double p90, double within5, double within10, double within20,
        double within50, double within100, List<CoveragePoint> coverage) {
    private static final int POINTS = 20;

    /**
     * One query's answer.
     *
     * @param sureness the higher, the surer: a score, or a probability
     */
    record Answer(double error, double sureness) {}

    /** Null where positions are not known. */
    static @Nullable PositionErrors of(SetRanking ranking) {
        List<GeoPoint> truth = ranking.set().queries().positions();
        List<GeoPoint> places = ranking.set().gallery().positions();
        if (truth == null || places == null) {
            return null;
        }
        return of(ranking.queries().stream().filter(query -> query.first().length > 0)
                .map(query -> new Answer(truth.get(query.query()).distanceTo(places.get(query.first()[0])),
                        query.scores()[0]))
                .toList());
    }

    /** Null where there are none. */
    static @Nullable PositionErrors of(List<Answer> answers) {
        if (answers.isEmpty()) {
            return null;
        }
        List<Answer> surestFirst = answers.stream()
                .sorted(Comparator.comparingDouble((Answer answer) -> -answer.sureness())).toList();
        double[] errors = surestFirst.stream().mapToDouble(Answer::error).toArray();
        List<CoveragePoint> coverage = new ArrayList<>();
        for (int point = 1; point <= POINTS; point++) {
            int count = (int) Math.ceil((double) point * errors.length / POINTS);
            coverage.add(new CoveragePoint((double) count / errors.length,
                    surestFirst.get(count - 1).sureness(), Quantiles.of(Arrays.copyOf(errors, count), 0.5)));
        }
        return new PositionErrors(errors.length, Quantiles.of(errors, 0.5), Quantiles.of(errors, 0.9),
                within(errors, 5),
                within(errors, 10), within(errors, 20), within(errors, 50), within(errors, 100),
                coverage.stream().distinct().toList());
    }

    private static double within(double[] errors, double meters) {
        return (double) Arrays.stream(errors).filter(error -> error <= meters).count() / errors.length;
    }

    /**
     * What is gained by answering only when sure.
     *
     * @param coverage share of the queries that are answered: the surest
     * @param score the least sure among them: its best score, or the probability of its fix
     * @param medianMeters median error of their answers
     */
    public record CoveragePoint(double coverage, double score, double medianMeters) {}
}
