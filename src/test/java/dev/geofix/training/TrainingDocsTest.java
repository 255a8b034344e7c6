package dev.geofix.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TrainingDocsTest {
    @Test
    void theTableOfSettingsHoldsEveryOneWithBothRecipesValues() throws IOException {
        List<String> page = Files.readAllLines(Path.of("docs/training.md"));
        Map<String, String> paper = SettingsTree.of(Recipe.PAPER.defaults()).leaves();
        SettingsTree.of(Recipe.STRONG.defaults()).leaves().forEach((name, strong) -> assertThat(page)
                .anyMatch(line -> line.startsWith("| `%s` | %s | %s |".formatted(name, paper.get(name), strong))));
        assertThat(page.stream().filter(line -> line.startsWith("| `"))).hasSameSizeAs(paper.keySet());
    }
}
