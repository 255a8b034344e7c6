package dev.geofix.ablation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationListTest {
    @TempDir
    private Path folder;

    @Test
    void readsNamesGroupsAndSettings() throws IOException {
        assertThat(AblateCommand.ConfigurationList.read(file(
                "[{\"name\": \"a\"}, {\"name\": \"b\", \"group\": \"loss\", \"set\": {\"batch\": 8, \"network\": {\"stripes\": 2}}}]")))
                .containsExactly(new Configuration("a", "own", Map.of()),
                        new Configuration("b", "loss", Map.of("batch", 8, "network", Map.of("stripes", 2))));
    }

    @Test
    void refusesWhatIsNoList() throws IOException {
        Path file = file("{\"name\": \"a\"}");
        assertThatIllegalArgumentException().isThrownBy(() -> AblateCommand.ConfigurationList.read(file))
                .withMessageContaining("is no list of");
    }

    @Test
    void refusesAMisspeltField() throws IOException {
        Path file = file("[{\"name\": \"a\", \"sets\": {}}]");
        assertThatIllegalArgumentException().isThrownBy(() -> AblateCommand.ConfigurationList.read(file))
                .withMessageContaining("sets");
    }

    @Test
    void refusesAGroupThatCannotNameAFile() throws IOException {
        Path file = file("[{\"name\": \"a\", \"group\": \"../b\"}]");
        assertThatIllegalArgumentException().isThrownBy(() -> AblateCommand.ConfigurationList.read(file))
                .withMessageContaining("'../b'");
    }

    @Test
    void refusesANameThatStandsTwiceInATable() throws IOException {
        Path file = file("[{\"name\": \"a\"}, {\"name\": \"a\", \"set\": {\"batch\": 8}}]");
        assertThatIllegalArgumentException().isThrownBy(() -> AblateCommand.ConfigurationList.read(file))
                .withMessageContaining("'a' twice");
    }

    private Path file(String json) throws IOException {
        return Files.writeString(folder.resolve("list.json"), json);
    }
}
