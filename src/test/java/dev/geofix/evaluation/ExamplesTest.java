package dev.geofix.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.geofix.evaluation.SetRanking.RankedQuery;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ExamplesTest {
    @Test
    void halfAreMissesWhereThereAreEnough() {
        assertThat(RetrievalFigure.Examples.choose(queries(100, 10), 6, 1)).hasSize(6)
                .filteredOn(query -> query.outcome().firstMatch() != 0).hasSize(3);
    }

    @Test
    void hitsFillUpWhereMissesAreFew() {
        assertThat(RetrievalFigure.Examples.choose(queries(100, 1), 6, 1)).hasSize(6)
                .filteredOn(query -> query.outcome().firstMatch() != 0).hasSize(1);
    }

    @Test
    void missesFillUpWhereHitsAreFew() {
        assertThat(RetrievalFigure.Examples.choose(queries(9, 8), 6, 1)).hasSize(6)
                .filteredOn(query -> query.outcome().firstMatch() != 0).hasSize(5);
        assertThat(RetrievalFigure.Examples.choose(queries(2, 1), 6, 1)).hasSize(2);
    }

    @Test
    void theSeedDecides() {
        List<RankedQuery> queries = queries(100, 10);
        assertThat(RetrievalFigure.Examples.choose(queries, 6, 1))
                .isEqualTo(RetrievalFigure.Examples.choose(queries, 6, 1))
                .isNotEqualTo(RetrievalFigure.Examples.choose(queries, 6, 2));
    }

    private static List<RankedQuery> queries(int count, int misses) {
        int[] first = {};
        float[] scores = {};
        return IntStream.range(0, count)
                .mapToObj(i -> new RankedQuery(i, new QueryOutcome(i < misses ? 3 : 0, 1), first, scores)).toList();
    }
}
