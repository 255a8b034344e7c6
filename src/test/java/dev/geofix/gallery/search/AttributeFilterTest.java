package dev.geofix.gallery.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AttributeFilterTest {
    @ParameterizedTest
    @CsvSource(quoteCharacter = '"', value = {"season=summer,season,summer", "season=,season,\"\"", "a=b=c,a,b=c",
        "a\\=b=c,a=b,c", "a\\b=c,a\\b,c", "a\\\\=c,a\\,c", "a\\\\\\==c,a\\=,c", "\\==x,=,x", "a=\\=,a,\\="})
    void readsNameAndValue(String text, String name, String value) {
        assertThat(AttributeFilter.valueOf(text)).isEqualTo(new AttributeFilter(name, value));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "season", "=summer", "season\\=summer"})
    void refusesWhatIsNoPair(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> AttributeFilter.valueOf(text))
                .withMessageContaining("name=value");
    }
}
