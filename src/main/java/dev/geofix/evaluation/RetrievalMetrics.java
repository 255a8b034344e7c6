package dev.geofix.evaluation;

import dev.geofix.platform.UserException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Recall@K, recall@1 % and average precision over all queries; shares are 0 … 1.
 *
 * @param gallerySize images that were ranked, junk left out; no figure means anything without it
 * @param queries how many; one without a match in the gallery counts as a miss with AP 0
 * @param recallAt1 share of queries whose first place is a true match
 * @param recallAt5 share with a true match among the first five
 * @param recallAt10 likewise ten
 * @param recallAt1Percent share whose first true match has a rank, from 0, of at most round(0.01 · G), G being the whole gallery with its
 * junk: CMC[round(0.01 · G)] of University1652-Baseline
 * @param ap mean average precision, see {@link QueryOutcome}
 */
public record RetrievalMetrics(int gallerySize, int queries, double recallAt1, double recallAt5, double recallAt10,
        double recallAt1Percent, double ap) {
    /** Queries that are scored together: their scores are all that is kept at a time. */
    private static final int BLOCK = 256;

    /**
     * Ranks the gallery for every query by the cosine of the descriptors.
     *
     * @param queries one descriptor a row
     * @param galleryLabels {@link QueryOutcome#JUNK} for images to leave out
     * @throws UserException when there is no query or no gallery, labels or dimensions do not fit, or a value is not finite
     */
    public static RetrievalMetrics evaluate(float[][] queries, int[] queryLabels, float[][] gallery,
            int[] galleryLabels) {
        if (queries.length == 0 || queries.length != queryLabels.length || gallery.length != galleryLabels.length) {
            throw new UserException(
                    queries.length + " queries with " + queryLabels.length + " labels against "
                            + gallery.length + " gallery images with " + galleryLabels.length + " labels");
        }
        CosineScores scores = new CosineScores(gallery);
        int blocks = (queries.length + BLOCK - 1) / BLOCK;
        List<QueryOutcome> outcomes = IntStream.range(0, blocks).parallel().boxed().flatMap(block -> {
            int from = block * BLOCK;
            int to = Math.min(queries.length, from + BLOCK);
            float[][] rows = scores.of(Arrays.copyOfRange(queries, from, to));
            return IntStream.range(from, to)
                    .mapToObj(i -> QueryOutcome.of(rows[i - from], galleryLabels, queryLabels[i]));
        }).toList();
        return of(outcomes, galleryLabels);
    }

    /** @throws UserException when there is no outcome */
    public static RetrievalMetrics of(List<QueryOutcome> outcomes, int[] galleryLabels) {
        if (outcomes.isEmpty()) {
            throw new UserException("no query, no figure");
        }
        int ranked = (int) Arrays.stream(galleryLabels).filter(label -> label != QueryOutcome.JUNK).count();
        int onePercent = (int) Math.rint(0.01 * galleryLabels.length) + 1;
        return new RetrievalMetrics(ranked, outcomes.size(), recall(outcomes, 1), recall(outcomes, 5),
                recall(outcomes, 10), recall(outcomes, onePercent),
                outcomes.stream().mapToDouble(QueryOutcome::ap).average().orElseThrow());
    }

    private static double recall(List<QueryOutcome> outcomes, int places) {
        Stream<QueryOutcome> found = outcomes.stream().filter(outcome -> outcome.isFoundWithin(places));
        return (double) found.count() / outcomes.size();
    }
}
