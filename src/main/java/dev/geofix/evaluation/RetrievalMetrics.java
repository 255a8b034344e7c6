package dev.geofix.evaluation;

import dev.geofix.platform.UserException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Recall@K, recall@1 % and AP of queries against a gallery. */
public final class RetrievalMetrics {
    /** Queries that are scored together: their scores are all that is kept at a time. */
    private static final int BLOCK = 256;

    private RetrievalMetrics() {}

    /**
     * Ranks the gallery for every query by the cosine of the descriptors.
     *
     * @param queries one descriptor a row
     * @param galleryLabels {@link QueryOutcome#JUNK} for images to leave out
     * @throws UserException when there is no query or no gallery, labels or dimensions do not fit, or a value is not finite
     */
    public static RetrievalReport evaluate(float[][] queries, int[] queryLabels, float[][] gallery,
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
        return summarise(outcomes, galleryLabels);
    }

    /** @throws UserException when there is no outcome */
    public static RetrievalReport summarise(List<QueryOutcome> outcomes, int[] galleryLabels) {
        if (outcomes.isEmpty()) {
            throw new UserException("no query, no figure");
        }
        int ranked = (int) Arrays.stream(galleryLabels).filter(label -> label != QueryOutcome.JUNK).count();
        int onePercent = (int) Math.rint(0.01 * galleryLabels.length) + 1;
        return new RetrievalReport(ranked, outcomes.size(), recall(outcomes, 1), recall(outcomes, 5),
                recall(outcomes, 10), recall(outcomes, onePercent),
                outcomes.stream().mapToDouble(QueryOutcome::ap).average().orElseThrow());
    }

    private static double recall(List<QueryOutcome> outcomes, int places) {
        Stream<QueryOutcome> found = outcomes.stream().filter(outcome -> outcome.isFoundWithin(places));
        return (double) found.count() / outcomes.size();
    }
}
