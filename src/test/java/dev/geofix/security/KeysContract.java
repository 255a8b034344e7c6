package dev.geofix.security;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The command {@code keys}, wherever keys are kept. */
abstract class KeysContract {
    Keys keys;

    /** Of a place where nothing is yet. */
    abstract Keys keys();

    @BeforeEach
    void aNewPlace() {
        keys = keys();
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
}
