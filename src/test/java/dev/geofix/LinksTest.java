package dev.geofix;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Links between the pages lead to files and headings that are there; so do the names of pages elsewhere. */
class LinksTest {
    private static final Pattern FENCED = Pattern.compile("(?ms)^ *```.*?^ *```$");
    private static final Pattern LINK = Pattern.compile("]\\(([^)\\s]+)\\)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#{1,6} (.+)$");
    private static final Pattern PAGE = Pattern.compile("\\bdocs/[\\w-]+\\.md");

    static List<Path> pages() throws IOException {
        try (Stream<Path> docs = Files.walk(Path.of("docs"))) {
            return Stream.concat(Stream.of("README", "RATIONALE", "ARCHITECTURE", "CONTRIBUTING", "CHANGELOG")
                    .map(name -> Path.of(name + ".md")),
                    docs.filter(file -> file.toString().endsWith(".md")).sorted()).toList();
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyLinkOfAPageLeadsSomewhere(Path page) {
        assertThat(LINK.matcher(prose(page)).results().map(link -> link.group(1))
                .filter(link -> !link.startsWith("https://"))).allSatisfy(link -> {
                    String[] parts = link.split("#", 2);
                    Path target = parts[0].isEmpty() ? page : page.resolveSibling(parts[0]).normalize();
                    assertThat(target).exists();
                    if (parts.length == 2) {
                        assertThat(anchors(target)).contains(parts[1]);
                    }
                });
    }

    @Test
    void everyPageThatIsNamedElsewhereIsThere() throws IOException {
        Set<String> named = new HashSet<>();
        for (String folder : List.of("helm", "docker", "benchmarks", "src")) {
            try (Stream<Path> files = Files.find(Path.of(folder), 30,
                    (file, attributes) -> file.toString().matches(".*\\.(java|ya?ml|txt|tpl|sh)"))) {
                files.forEach(file -> PAGE.matcher(read(file)).results().map(MatchResult::group).forEach(named::add));
            }
        }
        assertThat(named).contains("docs/runbook.md").allSatisfy(page -> assertThat(Path.of(page)).exists());
    }

    /** As GitHub makes them of headings. */
    private static Set<String> anchors(Path page) {
        Set<String> anchors = new HashSet<>();
        HEADING.matcher(prose(page)).results().map(heading -> heading.group(1).strip().toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N}_ -]", "").replace(' ', '-')).forEach(anchor -> {
                    int again = 1;
                    for (String name = anchor; !anchors.add(name); again++) {
                        name = anchor + "-" + again;
                    }
                });
        return anchors;
    }

    private static String prose(Path page) {
        return FENCED.matcher(read(page)).replaceAll("");
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
