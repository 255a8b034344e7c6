package dev.geofix.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.geofix.testing.ParityData;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class QueryOutcomeTest {
    @Test
    void agreesWithUniversity1652Baseline() {
        JsonMapper json = JsonMapper.shared();
        JsonNode cases = json.readTree(ParityData.of("retrieval-metrics.json")).get("cases");
        assertThat(cases).isNotEmpty();
        for (JsonNode example : cases) {
            QueryOutcome outcome = QueryOutcome.of(json.treeToValue(example.get("scores"), float[].class),
                    json.treeToValue(example.get("gallery_labels"), int[].class), example.get("query_label").asInt());
            assertThat(outcome.firstMatch()).isEqualTo(example.get("first").asInt());
            assertThat(outcome.ap()).isCloseTo(example.get("ap").asDouble(), within(1e-6));
        }
    }

    @Test
    void equalScoresKeepGalleryOrder() {
        float[] scores = {0.5f, 0.7f, 0.5f, -0f, 0f};
        assertThat(QueryOutcome.of(scores, new int[]{1, 2, 3, 4, 5}, 3).firstMatch()).isEqualTo(2);
        assertThat(QueryOutcome.of(scores, new int[]{1, 2, 3, 4, 5}, 4).firstMatch()).isEqualTo(3);
    }

    @Test
    void negativeScoresRankBelowPositiveOnes() {
        assertThat(QueryOutcome.of(new float[]{-0.9f, -0.1f, 0.2f}, new int[]{1, 2, 3}, 1).firstMatch()).isEqualTo(2);
    }

    @Test
    void junkTakesNoPlace() {
        QueryOutcome outcome = QueryOutcome.of(new float[]{0.9f, 0.8f}, new int[]{QueryOutcome.JUNK, 7}, 7);
        assertThat(outcome).isEqualTo(new QueryOutcome(0, 1));
    }

    @Test
    void aQueryWithoutAMatchFindsNothing() {
        assertThat(QueryOutcome.of(new float[]{1}, new int[]{2}, 3)).isEqualTo(new QueryOutcome(-1, 0));
    }

    @Test
    void refusesAScoreThatIsNoNumber() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> QueryOutcome.of(new float[]{Float.NaN}, new int[]{1}, 1));
    }
}
