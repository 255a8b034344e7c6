package dev.geofix.gallery.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.geofix.geo.BoundingBox;
import dev.geofix.geo.GeoPoint;
import dev.geofix.platform.UserException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.LongPredicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SearchRequestTest {
    private static final GeoPoint HERE = new GeoPoint(52, 4);
    private static final GeoPoint BESIDE = new GeoPoint(52, 4.001);
    private static final AttributeFilter SUMMER = new AttributeFilter("season", "summer");
    /** Tile 2 is in summer. */
    private static final AttributeSets SETS = new AttributeSets((filter, after, sink) -> sink.accept(2));

    private static List<AttributeFilter> filters(int count) {
        return Collections.nCopies(count, SUMMER);
    }

    @ParameterizedTest
    @CsvSource({"1, -1", "1000, 1", "5, 0"})
    void takesNumbersUpToTheirEnds(int topK, double minScore) {
        assertThatCode(() -> new SearchRequest(topK, minScore, null, null, filters(16))).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "1001, 0", "-1, 0", "5, -1.001", "5, 1.001", "5, NaN"})
    void refusesNumbersBeyondThem(int topK, double minScore) {
        assertThatExceptionOfType(UserException.class)
                .isThrownBy(() -> new SearchRequest(topK, minScore, null, null));
    }

    @Test
    void refusesMoreAttributesThanItTakes() {
        assertThatExceptionOfType(UserException.class)
                .isThrownBy(() -> new SearchRequest(5, 0, null, null, filters(17)));
        assertThatExceptionOfType(UserException.class).isThrownBy(() -> new AttributeFilters(filters(17)));
        assertThat(new AttributeFilters(filters(16)).all()).hasSize(16);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
    void refusesACircleWithoutARadius(double radius) {
        assertThatExceptionOfType(UserException.class).isThrownBy(() -> new SearchRequest.Near(HERE, radius));
    }

    @Test
    void aCircleHasItsEdge() {
        double distance = HERE.distanceTo(BESIDE);
        assertThat(new SearchRequest.Near(HERE, distance).contains(BESIDE)).isTrue();
        assertThat(new SearchRequest.Near(HERE, distance * 0.999).contains(BESIDE)).isFalse();
    }

    @Test
    void isFilteredByAnyOfTheThree() {
        assertThat(SearchRequest.top(7)).isEqualTo(new SearchRequest(7, -1, null, null, List.of()));
        assertThat(SearchRequest.top(7).isFiltered()).isFalse();
        assertThat(new SearchRequest(7, -1, new BoundingBox(3, 51, 5, 53), null).isFiltered()).isTrue();
        assertThat(new SearchRequest(7, -1, null, new SearchRequest.Near(HERE, 5)).isFiltered()).isTrue();
        assertThat(new SearchRequest(7, -1, null, null, filters(1)).isFiltered()).isTrue();
    }

    @Test
    void allThreeMustHold() {
        Map<Long, GeoPoint> centers = Map.of(1L, HERE, 2L, HERE, 3L, BESIDE);
        BoundingBox box = new BoundingBox(3, 51, 4.0005, 53);
        SearchRequest.Near near = new SearchRequest.Near(HERE, 1);
        assertThat(passing(new SearchRequest(7, -1, box, null), centers)).containsExactly(1L, 2L);
        assertThat(passing(new SearchRequest(7, -1, null, near), centers)).containsExactly(1L, 2L);
        assertThat(passing(new SearchRequest(7, -1, null, null, filters(1)), centers)).containsExactly(2L);
        assertThat(passing(new SearchRequest(7, -1, box, near, filters(1)), centers)).containsExactly(2L);
        assertThat(passing(new SearchRequest(7, -1, box, new SearchRequest.Near(BESIDE, 1)), centers)).isEmpty();
        assertThat(passing(new SearchRequest(7, -1, null, new SearchRequest.Near(BESIDE, 1), filters(1)), centers))
                .isEmpty();
    }

    /** A tile that has gone has no centre; only what asks for one misses it. */
    private static List<Long> passing(SearchRequest request, Map<Long, GeoPoint> centers) {
        LongPredicate filter = request.filter(centers::get, SETS);
        return List.of(1L, 2L, 3L, 4L).stream().filter(filter::test).toList();
    }

    @ParameterizedTest
    @CsvSource({"12, 12", "-3, -3", "1e3, 1000.0", "2.50, 2.5", "99999999999999999999, 1.0E20"})
    void aNumberIsOne(String text, String number) {
        assertThat(new AttributeFilter("year", text).numberOrText()).isInstanceOf(Number.class).hasToString(number);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "1x", "0x10", "1e", "NaN", "Infinity", "1.", "1d"})
    void aTextStaysOne(String text) {
        assertThat(new AttributeFilter("year", text).numberOrText()).isEqualTo(text);
    }

    @Test
    void namesAndValuesHaveLengths() {
        String longest = "x".repeat(1000);
        assertThat(new AttributeFilter(longest, longest).value()).isEqualTo(longest);
        assertThatExceptionOfType(UserException.class).isThrownBy(() -> new AttributeFilter("", "x"));
        assertThatExceptionOfType(UserException.class).isThrownBy(() -> new AttributeFilter(longest + "x", "x"));
        assertThatExceptionOfType(UserException.class).isThrownBy(() -> new AttributeFilter("x", longest + "x"));
    }
}
