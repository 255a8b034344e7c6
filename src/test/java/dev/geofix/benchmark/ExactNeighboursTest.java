package dev.geofix.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.geofix.vectorindex.Hit;
import dev.geofix.vectorindex.Vectors;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExactNeighboursTest {
    private final Vectors vectors = new Vectors(64, 11);

    @Test
    void isWhatAllProductsSay() {
        float[][] all = vectors.clusters(21, 3);
        float[][] queries = {vectors.near(all[0]), vectors.near(all[62]), all[31]};
        ExactNeighbours truth = new ExactNeighbours(queries, 10);
        for (int i = 0; i < all.length; i++) {
            truth.see(i, all[i]);
        }
        for (int i = 0; i < queries.length; i++) {
            assertThat(Arrays.stream(truth.nearest(i)).asLongStream().boxed().toList())
                    .isEqualTo(Vectors.nearest(all, queries[i], 10));
        }
        List<Hit> half = Arrays.stream(truth.nearest(0)).limit(5).mapToObj(id -> new Hit(id, 1)).toList();
        assertThat(truth.recall(List.of(half))).isEqualTo(0.5);
    }
}
