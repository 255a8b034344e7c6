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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeysCommandTest {
    @TempDir
    Path folder;

    private Keys keys;

    @BeforeEach
    void aFolderThatNoServiceHasOpened() {
        keys = new Keys(folder.resolve("data"));
    }

    @Test
    void aKeyIsShownOnceAndAloneOnTheOutput() {
        Keys.Outcome made = keys.run("create", "--name", "ci", "--role", "gallery");
        assertThat(made.status()).isZero();
        assertThat(made.out()).matches("gfx_[0-9a-z]{8}_[A-Za-z0-9_-]{43}\\R");
        assertThat(made.err()).contains("ci", "gallery", "not shown again", "the first one");
        assertThat(keys.run("list").out()).contains("ci").doesNotContain(made.out().strip());
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
    void theListShowsWhatBecameOfEachKey() {
        keys.create("one", "locate");
        keys.create("two", "admin", "--expires", "90d");
        keys.revoke("one");
        assertThat(keys.run("list").out().lines().toList()).hasSize(3)
                .satisfies(lines -> assertThat(lines.get(1)).contains("one", "locate", "revoked"))
                .satisfies(lines -> assertThat(lines.get(2)).contains("two", "admin", "valid"));
    }

    @Test
    void aKeyIsRevokedByItsPublicPartToo() {
        String text = keys.create("one", "locate");
        assertThat(keys.run("revoke", text.substring(0, 12)).status()).isZero();
        assertThat(keys.run("list").out()).contains("revoked");
    }

    @Test
    void aNameIsGivenAgainOnlyWhenItsKeyIsRevoked() {
        keys.create("ci", "locate");
        Keys.Outcome again = keys.run("create", "--name", "ci", "--role", "locate");
        assertThat(again.status()).isEqualTo(2);
        assertThat(again.err()).contains("revoke it first");
        keys.revoke("ci");
        assertThat(keys.create("ci", "locate")).startsWith("gfx_");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--role root --name a", "--role locate --name a:b", "--role locate --name a --expires soon",
        "--role locate --name a --expires 2001-01-01", "--role locate --name a --expires 0d"})
    void whatMakesNoSenseIsRefused(String options) {
        String[] words = ("create " + options).split(" ");
        assertThat(keys.run(words).status()).isEqualTo(2);
        assertThat(keys.run("list").out().lines()).hasSize(1);
    }

    @Test
    void revokingWhatIsNotThereIsAnError() {
        assertThat(keys.run("revoke", "nobody").err()).contains("no unrevoked key nobody");
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
