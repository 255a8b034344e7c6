package dev.geofix.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Each threat in the documentation names tests, and each of these is there. */
class ThreatModelTest {
    private static final Pattern NAMED = Pattern.compile("`([A-Z]\\w*Test)#(\\w+)`");

    @Test
    void everyThreatNamesATestThatIsThere() throws IOException {
        List<String> threats = Files.readAllLines(Path.of("docs/threat-model.md")).stream()
                .filter(line -> line.startsWith("| ")).skip(1).toList();
        assertThat(threats).hasSizeGreaterThan(15)
                .allSatisfy(threat -> assertThat(threat).as("names a test").containsPattern(NAMED));
        Map<String, String> tests = sources();
        String.join("\n", threats).lines().flatMap(line -> NAMED.matcher(line).results()).forEach(named -> {
            assertThat(tests).containsKey(named.group(1));
            assertThat(annotations(tests.get(named.group(1)), named.group(2))).as(named.group())
                    .containsPattern("@(Parameterized)?Test\\b");
        });
    }

    /** What stands before a method, back to the last empty line. */
    private static String annotations(String source, String method) {
        String before = source.substring(0, Math.max(0, source.indexOf(" void " + method + "(")));
        return before.substring(before.lastIndexOf("\n\n") + 1);
    }

    private static Map<String, String> sources() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
            return files.filter(file -> file.toString().endsWith("Test.java"))
                    .collect(Collectors.toMap(file -> file.getFileName().toString().replace(".java", ""),
                            Function.identity(), (one, other) -> other))
                    .entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, file -> read(file.getValue())));
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
