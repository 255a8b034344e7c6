package dev.geofix.gallery.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongPredicate;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class AttributeSetsTest {
    private static final AttributeFilter SUMMER = new AttributeFilter("season", "summer");

    private final List<Long> store = new ArrayList<>();
    /** From where on the store was asked. */
    private final List<Long> asked = new ArrayList<>();
    private Runnable meanwhile = () -> {};
    private final AttributeSets sets = new AttributeSets((filter, after, sink) -> {
        asked.add(after);
        List.copyOf(store).stream().filter(sequence -> sequence > after).forEach(sink::accept);
        meanwhile.run();
    });

    private void add(long sequence) {
        store.add(sequence);
        sets.added(sequence);
    }

    private List<Long> having(AttributeFilter filter) {
        return LongStream.rangeClosed(0, 9).filter(sets.having(filter)).boxed().toList();
    }

    @Test
    void readsTheStoreOnceAndThenOnlyWhatIsNew() {
        add(1);
        add(3);
        assertThat(having(SUMMER)).containsExactly(1L, 3L);
        assertThat(having(SUMMER)).containsExactly(1L, 3L);
        add(5);
        assertThat(having(SUMMER)).containsExactly(1L, 3L, 5L);
        assertThat(asked).containsExactly(Long.MIN_VALUE, 3L);
    }

    @Test
    void aSetThatWasGivenOutStays() {
        add(1);
        LongPredicate given = sets.having(SUMMER);
        add(2);
        assertThat(having(SUMMER)).containsExactly(1L, 2L);
        assertThat(given.test(2)).isFalse();
    }

    @Test
    void whatChangedIsReadFromTheBeginning() {
        add(1);
        having(SUMMER);
        store.clear();
        sets.changed();
        assertThat(having(SUMMER)).isEmpty();
    }

    @Test
    void whatWasReadDuringAChangeIsNotKept() {
        add(1);
        meanwhile = sets::changed;
        having(SUMMER);
        meanwhile = () -> {};
        store.clear();
        assertThat(having(SUMMER)).isEmpty();
    }

    @Test
    void aTileThatIsAddedWhileTheStoreIsReadIsFoundAfterwards() {
        add(1);
        meanwhile = () -> add(2);
        having(SUMMER);
        meanwhile = () -> {};
        assertThat(having(SUMMER)).containsExactly(1L, 2L);
    }

    @Test
    void theSetThatWasNotAskedForLongestIsForgotten() {
        add(1);
        having(SUMMER);
        for (int i = 1; i < 64; i++) {
            having(new AttributeFilter("year", "" + i));
        }
        having(SUMMER);
        assertThat(asked).hasSize(64);
        having(new AttributeFilter("year", "64"));
        having(SUMMER);
        assertThat(asked).hasSize(65);
        having(new AttributeFilter("year", "1"));
        assertThat(asked).hasSize(66);
    }
}
