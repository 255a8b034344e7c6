package dev.geofix.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** In a folder that no service has opened. */
class KeysCommandTest extends KeysContract {
    @TempDir
    Path folder;

    @Override
    Keys keys() {
        return new Keys(folder.resolve("data"));
    }

    @Test
    void theTextOfAKeyIsNowhereInTheDataFolder() throws Exception {
        String text = keys.create("ci", "admin");
        String secret = text.substring(text.length() - 43);
        try (Connection open = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("data/geofix.db"));
                Statement sql = open.createStatement()) {
            // Whatever still stands in the log of the database goes into its file, and stays in the log.
            sql.execute("pragma wal_checkpoint");
            try (Stream<Path> files = Files.list(folder.resolve("data"))) {
                assertThat(files).isNotEmpty().allSatisfy(file -> assertThat(
                        new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1)).doesNotContain(secret)
                        .doesNotContain(secret.substring(0, 20)));
            }
        }
    }

    @Test
    void noTwoKeysAreAlike() {
        Set<String> texts = new HashSet<>();
        for (int i = 0; i < 1000; i++) {
            texts.add(ApiKey.create().text());
        }
        assertThat(texts).hasSize(1000);
    }

    @Test
    void hashMakesALineForTheKeysFile() throws Exception {
        Keys.Outcome made = keys.run("hash", "--name", "ci", "--role", "gallery");
        ApiKey key = ApiKey.parse(made.err().strip()).orElseThrow();
        Path file = Files.writeString(folder.resolve("keys"), "# callers\n\n" + made.out());
        assertThat(KeysFile.read(file)).singleElement().satisfies(known -> {
            assertThat(known.name()).isEqualTo("ci");
            assertThat(known.role()).isEqualTo(Role.GALLERY);
            assertThat(known.isOf(key)).isTrue();
            assertThat(known.isOf(ApiKey.create())).isFalse();
        });
    }

    @Test
    void hashTakesAKeyThatIsThereAndNoPassword() {
        String text = keys.create("ci", "locate");
        assertThat(hashOf(text).out()).isEqualTo(
                KeysFile.line(KnownKey.of(ApiKey.parse(text).orElseThrow(), "x", Role.LOCATE, null, null))
                        + System.lineSeparator());
        assertThat(hashOf("correct horse battery staple").status()).isEqualTo(2);
    }

    private Keys.Outcome hashOf(String typed) {
        InputStream before = System.in;
        System.setIn(new ByteArrayInputStream(typed.getBytes(StandardCharsets.UTF_8)));
        try {
            return keys.run("hash", "--name", "x", "--role", "locate", "--stdin");
        } finally {
            System.setIn(before);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ci:admin", "ci:admin:abc", "ci:root:", "ci"})
    void aBrokenLineOfAKeysFileIsNamedByItsNumber(String line) throws Exception {
        Path file = Files.writeString(folder.resolve("keys"), "# callers\n" + line + "\n");
        assertThatIllegalArgumentException().isThrownBy(() -> KeysFile.read(file)).withMessageContaining("line 2");
    }

    @Test
    void aKeyInALogIsMasked() {
        String text = ApiKey.create().text();
        assertThat(ApiKey.masked("/x?key=" + text + "&a=1")).isEqualTo("/x?key=" + text.substring(0, 12) + "***&a=1");
        assertThat(ApiKey.parse(text).orElseThrow().toString()).doesNotContain(text.substring(13));
    }
}
