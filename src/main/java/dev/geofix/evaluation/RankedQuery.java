package dev.geofix.evaluation;

/**
 * A query and the beginning of its ranked gallery.
 *
 * @param query number of its picture
 * @param first numbers of the best gallery pictures, best first
 * @param scores their cosines
 */
record RankedQuery(int query, QueryOutcome outcome, int[] first, float[] scores) {
    /** Gallery pictures that are kept. */
    static final int KEPT = 5;

    static RankedQuery of(int query, int label, float[] scores, int[] labels, int[] columns) {
        int[] ranked = QueryRanking.of(scores, labels);
        int[] first = new int[Math.min(KEPT, ranked.length)];
        float[] best = new float[first.length];
        for (int i = 0; i < first.length; i++) {
            first[i] = columns[ranked[i]];
            best[i] = scores[ranked[i]];
        }
        return new RankedQuery(query, QueryOutcome.of(ranked, labels, label), first, best);
    }
}
