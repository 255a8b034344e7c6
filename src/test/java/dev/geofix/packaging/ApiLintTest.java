package dev.geofix.packaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Spectral's rules for descriptions of an API, over the one that clients are made of. */
class ApiLintTest {
    private static final List<String> SPECTRAL = List.of("npx", "--yes", "@stoplight/spectral-cli@6.16.3");

    @Test
    void theLinterFindsNothing() {
        assumeTrue(Tool.has("npx"), "needs npx, which is not on this machine");
        assumeTrue(spectral("--version").status() == 0, "needs Spectral, which npx cannot get");

        Tool found = spectral("lint", "--fail-severity", "hint", "--ruleset", "config/spectral.yaml", "docs/api.json");

        assertThat(found.output()).contains("No results");
        assertThat(found.status()).isZero();
    }

    private static Tool spectral(String... words) {
        return Tool.run(Stream.concat(SPECTRAL.stream(), Stream.of(words)).toList(), Map.of());
    }
}
