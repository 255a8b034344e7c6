package dev.geofix.evaluation;

import dev.geofix.platform.UserException;
import java.util.Arrays;

/** The order of a gallery for one query. */
final class QueryRanking {
    private QueryRanking() {}

    /**
     * @param labels {@link QueryOutcome#JUNK} for images to leave out
     * @return indexes of the others, best first, equal scores in gallery order
     * @throws UserException when scores and labels differ in number, or a score is not finite
     */
    static int[] of(float[] scores, int[] labels) {
        if (scores.length != labels.length) {
            throw new UserException(scores.length + " scores for " + labels.length + " labels");
        }
        long[] keys = new long[scores.length];
        int size = 0;
        for (int index = 0; index < scores.length; index++) {
            if (!Float.isFinite(scores[index])) {
                throw new UserException("the score of gallery image " + index + " is " + scores[index]);
            }
            if (labels[index] != QueryOutcome.JUNK) {
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
