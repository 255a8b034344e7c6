package dev.geofix.evaluation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/** Which queries a figure shows: a random choice that has misses in it, up to half, where there are any. */
final class Examples {
    private Examples() {}

    static List<RankedQuery> choose(List<RankedQuery> queries, int count, long seed) {
        List<RankedQuery> shuffled = new ArrayList<>(queries);
        Collections.shuffle(shuffled, new Random(seed));
        List<RankedQuery> misses = shuffled.stream().filter(query -> query.outcome().firstMatch() != 0).toList();
        List<RankedQuery> hits = shuffled.stream().filter(query -> query.outcome().firstMatch() == 0).toList();
        int missed = Math.min(misses.size(), Math.max(count / 2, count - hits.size()));
        List<RankedQuery> chosen = new ArrayList<>(hits.subList(0, Math.min(hits.size(), count - missed)));
        chosen.addAll(misses.subList(0, missed));
        chosen.sort(Comparator.comparing((RankedQuery query) -> query.outcome().firstMatch() != 0)
                .thenComparing(RankedQuery::query));
        return chosen;
    }
}
