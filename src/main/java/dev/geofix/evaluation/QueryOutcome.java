package dev.geofix.evaluation;

import dev.geofix.platform.UserException;
import java.util.Arrays;

/**
 * Where one query found its matches in a ranked gallery.
 *
 * @param firstMatch rank of the first true match, from 0; {@link #NO_MATCH} when the gallery has none
 * @param ap average precision, 0 … 1; 0 when the gallery has no match
 */
public record QueryOutcome(int firstMatch, double ap) {
    public static final int NO_MATCH = -1;

    /** Label of gallery images that are taken out before ranking. */
    public static final int JUNK = -1;

    /**
     * Ranks the gallery by score, equal scores by gallery order.
     *
     * <p>AP is the area under the precision-recall curve by the trapezoid rule, as University1652-Baseline computes it: for the i-th of
     * M matches, found at rank r, (i / r + (i + 1) / (r + 1)) / 2M, where i / r counts as 1 at rank 0.
     *
     * @throws IllegalArgumentException when scores and labels differ in number, or a score is not finite
     */
    public static QueryOutcome of(float[] scores, int[] galleryLabels, int queryLabel) {
        return of(rank(scores, galleryLabels), galleryLabels, queryLabel);
    }

    /** @param ranked gallery images, best first, junk left out */
    static QueryOutcome of(int[] ranked, int[] galleryLabels, int queryLabel) {
        int matches = (int) Arrays.stream(ranked).filter(index -> galleryLabels[index] == queryLabel).count();
        int first = NO_MATCH;
        int found = 0;
        double area = 0;
        for (int rank = 0; found < matches; rank++) {
            if (galleryLabels[ranked[rank]] == queryLabel) {
                first = found == 0 ? rank : first;
                double before = rank == 0 ? 1 : (double) found / rank;
                found++;
                area += (before + (double) found / (rank + 1)) / 2;
            }
        }
        return new QueryOutcome(first, matches == 0 ? 0 : area / matches);
    }

    boolean isFoundWithin(int places) {
        return firstMatch != NO_MATCH && firstMatch < places;
    }

    /**
     * The order of a gallery for one query.
     *
     * @param labels {@link #JUNK} for images to leave out
     * @return indexes of the others, best first, equal scores in gallery order
     * @throws UserException when scores and labels differ in number, or a score is not finite
     */
    static int[] rank(float[] scores, int[] labels) {
        if (scores.length != labels.length) {
            throw new UserException(scores.length + " scores for " + labels.length + " labels");
        }
        long[] keys = new long[scores.length];
        int size = 0;
        for (int index = 0; index < scores.length; index++) {
            if (!Float.isFinite(scores[index])) {
                throw new UserException("the score of gallery image " + index + " is " + scores[index]);
            }
            if (labels[index] != JUNK) {
                keys[size++] = (long) descending(scores[index]) << Integer.SIZE | index;
            }
        }
        Arrays.sort(keys, 0, size);
        return Arrays.stream(keys, 0, size).mapToInt(key -> (int) key).toArray();
    }

    /** An integer that falls as the score grows; both zeros are one. */
    private static int descending(float score) {
        int bits = Float.floatToIntBits(score + 0f);
        return ~(bits ^ bits >> 31 & Integer.MAX_VALUE);
    }
}
