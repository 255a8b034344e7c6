package dev.geofix.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The ranked queries of a set under one protocol; they are added one by one. */
final class SetRanking {
    private final RetrievalSet set;
    private final Protocol protocol;
    private final int[] columns;
    private final int[] labels;
    private final List<RankedQuery> queries = new ArrayList<>();

    /** @param columns numbers of the gallery pictures that scores will stand for: those that could be read, ascending */
    SetRanking(RetrievalSet set, Protocol protocol, int[] columns) {
        this.set = set;
        this.protocol = protocol;
        this.columns = columns;
        int[] all = protocol == Protocol.FULL
                ? set.gallery().labels()
                : set.gallery().labelsAskedFor(set.queries());
        labels = Arrays.stream(columns).map(column -> all[column]).toArray();
    }

    void add(int query, float[] scores) {
        int[] seen = labels;
        int own = set.sameImages() ? Arrays.binarySearch(columns, query) : -1;
        if (own >= 0) {
            seen = labels.clone();
            seen[own] = QueryOutcome.JUNK;
        }
        queries.add(RankedQuery.of(query, set.queries().labels()[query], scores, seen, columns));
    }

    RetrievalSet set() {
        return set;
    }

    Protocol protocol() {
        return protocol;
    }

    List<RankedQuery> queries() {
        return queries;
    }

    RetrievalMetrics figures() {
        return RetrievalMetrics.of(queries.stream().map(RankedQuery::outcome).toList(), labels);
    }

    boolean isRight(RankedQuery query, int place) {
        return set.gallery().labels()[query.first()[place]] == set.queries().labels()[query.query()];
    }

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
            int[] ranked = QueryOutcome.rank(scores, labels);
            int[] first = new int[Math.min(KEPT, ranked.length)];
            float[] best = new float[first.length];
            for (int i = 0; i < first.length; i++) {
                first[i] = columns[ranked[i]];
                best[i] = scores[ranked[i]];
            }
            return new RankedQuery(query, QueryOutcome.of(ranked, labels, label), first, best);
        }
    }
}
