package dev.geofix.gallery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NamesTest {
    @ParameterizedTest
    @ValueSource(strings = {"default", "Delft 2026", "Zürich", "東京", "a?b#c&d=e", "tile.v2"})
    void takesPrintableNames(String name) {
        assertThat(new GalleryName(name).value()).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", " a", "a ", "a/b", "a\\b", "a;b", "100%", ".", "..", "a\nb", "a\u0000",
        "a\u202Eb"})
    void refusesNamesThatCannotStandInAPath(String name) {
        assertThatIllegalArgumentException().isThrownBy(() -> new GalleryName(name));
        assertThatIllegalArgumentException().isThrownBy(() -> new TileId(name));
    }

    @Test
    void refusesNamesThatAreTooLong() {
        assertThat(new TileId("x".repeat(200)).value()).hasSize(200);
        assertThatIllegalArgumentException().isThrownBy(() -> new TileId("x".repeat(201)));
    }

    @Test
    void theSameLettersAreTheSameNameHoweverTyped() {
        assertThat(new GalleryName("Zu\u0308rich")).isEqualTo(new GalleryName("Z\u00FCrich"));
    }
}
