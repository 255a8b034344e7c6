package dev.geofix.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.geofix.testing.Promql.Selector;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PromqlTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', value = {
        "up | up", "rate(a_total[5m]) | a_total", "sum by (x) (a) / on (x) group_left b | a b",
        "sum(a) by (x) | a", "a offset 1h > bool 2.5e3 | a", "a{x=\"b_total{c}\"} and b | a b",
        "histogram_quantile(0.99, sum by (le) (rate(a_bucket{o!='x'}[1m30s]))) | a_bucket",
        "rule:of:mine + -1 | rule:of:mine", "max_over_time(a[1h:5m]) unless b # c | a b",
        "a @ end() | a", "topk(3, a) or vector(0) | a", "Inf * a == NaN | a"})
    void findsTheSeries(String expression, String names) {
        assertThat(Promql.of(expression).selectors()).extracting(Selector::metric).containsExactly(names.split(" "));
    }

    @Test
    void findsTheLabels() {
        Promql query = Promql.of("sum by (x, le) (a{b=\"c,d\", e=~`f`}) * on (g) group_left (h) i{}");
        assertThat(query.selectors()).containsExactly(new Selector("a", Set.of("b", "e")), new Selector("i", Set.of()));
        assertThat(query.grouping()).containsExactly("g", "h", "le", "x");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a{b=\"c\"", "rate(a[5m)", "{b=\"c\"}", "a $ b", "sum by (x a"})
    void refusesWhatItCannotRead(String expression) {
        assertThatThrownBy(() -> Promql.of(expression)).isInstanceOf(IllegalArgumentException.class);
    }
}
