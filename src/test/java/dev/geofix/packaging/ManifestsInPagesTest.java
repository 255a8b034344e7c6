package dev.geofix.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a reader copies from the pages into kubectl is what Kubernetes takes. */
class ManifestsInPagesTest {
    private static final Pattern BLOCK = Pattern.compile("(?ms)^ *```\\w*$\\R(.*?)^ *```$");

    @Test
    void everyManifestHasKnownFieldsOnlyAndANamespace() throws IOException {
        try (Stream<Path> pages = Files.list(Path.of("docs"))) {
            List<String> manifests = pages.filter(page -> page.toString().endsWith(".md"))
                    .flatMap(page -> BLOCK.matcher(read(page)).results()
                            .map(block -> block.group(1).stripTrailing().stripIndent()))
                    .filter(block -> block.startsWith("apiVersion:") || block.contains("\napiVersion:")).toList();

            assertThat(manifests).hasSizeGreaterThan(2).allSatisfy(manifest -> assertThat(
                    StrictManifests.read(manifest)).hasSize(1).allSatisfy(
                            object -> assertThat(object.getMetadata().getNamespace()).isEqualTo("geofix")));
        }
    }

    private static String read(Path page) {
        try {
            return Files.readString(page);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
