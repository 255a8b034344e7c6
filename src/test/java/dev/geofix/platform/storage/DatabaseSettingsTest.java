package dev.geofix.platform.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.geofix.platform.SetupException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseSettingsTest {
    @ParameterizedTest
    @CsvSource({"jdbc:postgresql://db:5432/geofix?password=secret&ssl=true, db:5432/geofix",
        "jdbc:postgresql://ann:secret@db/geofix, db/geofix", "jdbc:postgresql:geofix, geofix"})
    void whatIsShownHoldsNoSecret(String url, String shown) {
        assertThat(DatabaseSettings.shown(url)).isEqualTo(shown);
        assertThat(new DatabaseSettings(url, "ann", "secret", null, 8).toString()).contains(shown)
                .doesNotContain("secret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"jdbc:mysql://db/geofix", "postgres://ann:secret@db/geofix", "db"})
    void anotherAddressIsRefusedWithoutShowingIt(String url) {
        assertThatThrownBy(() -> new DatabaseSettings(url, null, null, null, 8)).isInstanceOf(SetupException.class)
                .hasMessageNotContaining("secret").extracting(e -> ((SetupException) e).wayOut()).asString()
                .contains("jdbc:postgresql://").doesNotContain("secret");
    }

    @Test
    void thePasswordIsReadFromAFile(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("password"), "secret\n");
        assertThat(new DatabaseSettings("jdbc:postgresql:geofix", "ann", null, file, 8).password()).isEqualTo("secret");
        assertThatThrownBy(() -> new DatabaseSettings("jdbc:postgresql:geofix", "ann", null, folder.resolve("none"), 8)
                .password()).isInstanceOf(SetupException.class);
    }

    @Test
    void noneIsTheDataFoldersOwn() {
        assertThat(new DatabaseSettings(" ", null, null, null, 8).database()).isNull();
    }
}
