package dev.geofix.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RetrievalMetricsTest {
    @Test
    void everyDescriptorFindsItselfFirst() {
        float[][] gallery = randomDescriptors(300, 40);
        int[] labels = new int[300];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = i;
        }
        assertThat(RetrievalMetrics.evaluate(gallery, labels, gallery, labels))
                .isEqualTo(new RetrievalMetrics(300, 300, 1, 1, 1, 1, 1));
    }

    @Test
    void scoresAreCosinesWhateverTheLengths() {
        float[][] scores = new CosineScores(new float[][]{{3, 4}, {0, -2}, {0, 0}}).of(new float[][]{{5, 0}, {1, 1}});
        assertThat(scores[0]).containsExactly(new float[]{0.6f, 0, 0}, within(1e-6f));
        assertThat(scores[1]).containsExactly(new float[]{0.98995f, -0.70711f, 0}, within(1e-5f));
    }

    @Test
    void countsTheSharesFoundWithinSoManyPlaces() {
        List<QueryOutcome> outcomes = List.of(new QueryOutcome(0, 1), new QueryOutcome(4, 0.4),
                new QueryOutcome(9, 0.2), new QueryOutcome(QueryOutcome.NO_MATCH, 0));
        RetrievalMetrics report = RetrievalMetrics.of(outcomes, new int[50]);
        assertThat(report).isEqualTo(new RetrievalMetrics(50, 4, 0.25, 0.5, 0.75, 0.25, 0.4));
    }

    @Test
    void onePercentIsARankRoundedAsTheBenchmarkRounds() {
        List<QueryOutcome> sixth = Collections.nCopies(1, new QueryOutcome(5, 0.5));
        // round(0.01 · 449) = 4, round(0.01 · 451) = 5; ranks count from 0 and the bound is included.
        assertThat(RetrievalMetrics.of(sixth, new int[449]).recallAt1Percent()).isZero();
        assertThat(RetrievalMetrics.of(sixth, new int[451]).recallAt1Percent()).isEqualTo(1);
    }

    @Test
    void theGallerySizeLeavesJunkOut() {
        float[][] two = {{1, 0}, {0, 1}};
        RetrievalMetrics report = RetrievalMetrics.evaluate(two, new int[]{1, 2}, two,
                new int[]{1, QueryOutcome.JUNK});
        assertThat(report.gallerySize()).isEqualTo(1);
        assertThat(report.recallAt1()).isEqualTo(0.5);
    }

    @Test
    void refusesDescriptorsOfDifferentLength() {
        assertThatIllegalArgumentException().isThrownBy(() -> RetrievalMetrics.evaluate(new float[][]{{1, 0, 0}},
                new int[]{1}, new float[][]{{1, 0}}, new int[]{1}));
    }

    private static float[][] randomDescriptors(int count, int dimension) {
        Random random = new Random(4);
        float[][] descriptors = new float[count][dimension];
        for (float[] descriptor : descriptors) {
            for (int d = 0; d < dimension; d++) {
                descriptor[d] = (float) random.nextGaussian();
            }
        }
        return descriptors;
    }
}
