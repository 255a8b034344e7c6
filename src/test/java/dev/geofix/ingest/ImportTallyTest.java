package dev.geofix.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.geofix.gallery.PutResult.Outcome;
import org.junit.jupiter.api.Test;

class ImportTallyTest {
    @Test
    void readsWhatItSays() {
        ImportTally tally = new ImportTally(1, 2, 3, 4, 5);
        assertThat(tally.sentence(4, "")).isEqualTo("1 new, 2 replaced, 3 unchanged, 4 refused, 5 passed over");
        assertThat(ImportTally.of(tally.sentence(4, ""))).isEqualTo(tally);
        assertThat(ImportTally.of(tally.sentence(4, "zoom 17,\n0 new"))).isEqualTo(tally);
        assertThat(ImportTally.of(ImportTally.NONE.sentence(0, ""))).isEqualTo(ImportTally.NONE);
        assertThat(ImportTally.of("importing into 'town'")).isEqualTo(ImportTally.NONE);
    }

    @Test
    void addsUp() {
        ImportTally tally = ImportTally.NONE;
        for (Outcome outcome : Outcome.values()) {
            tally = tally.with(outcome);
        }
        assertThat(tally.withSkipped().plus(new ImportTally(10, 20, 30, 40, 50)))
                .isEqualTo(new ImportTally(11, 21, 31, 41, 51));
        assertThat(tally.items()).isEqualTo(4);
    }
}
