package dev.geofix.platform.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.geofix.platform.SetupException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.SystemEnvironmentPropertySource;

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

    @ParameterizedTest
    @CsvSource({"GEOFIX_DATABASE_USER, GEOFIX_DATABASE_PASSWORD", "GEOFIX_DATABASEUSER, GEOFIX_DATABASEPASSWORD"})
    void theServiceAndCommandsTakeThemFromTheEnvironmentByTheSameNames(String user, String password) {
        Map<String, Object> variables = Map.of("GEOFIX_DATABASE", "jdbc:postgresql:geofix", user, "ann", password,
                "secret");
        MutablePropertySources sources = new MutablePropertySources();
        sources.addFirst(new SystemEnvironmentPropertySource("systemEnvironment", variables));
        DatabaseSettings service = new Binder(ConfigurationPropertySources.from(sources)).bindOrCreate("geofix",
                DatabaseSettings.class);
        Map<String, String> environment = new HashMap<>();
        variables.forEach((name, value) -> environment.put(name, value.toString()));
        DatabaseSettings command = DatabaseSettings.ofEnvironment("jdbc:postgresql:geofix", environment);
        assertThat(List.of(service, command)).allSatisfy(settings -> {
            assertThat(settings.isShared()).isTrue();
            assertThat(settings.databaseUser()).isEqualTo("ann");
            assertThat(settings.password()).isEqualTo("secret");
        });
    }

    @Test
    void noneIsTheDataFoldersOwn() {
        assertThat(new DatabaseSettings(" ", null, null, null, 8).database()).isNull();
    }
}
