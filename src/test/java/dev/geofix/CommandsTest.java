package dev.geofix;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandsTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void settingsStartTheService() {
        assertThat(Commands.wanted(new String[0])).isFalse();
        assertThat(Commands.wanted(new String[]{"--server.port=9000"})).isFalse();
        assertThat(Commands.wanted(new String[]{"train"})).isTrue();
    }

    @Test
    void helpListsTheCommands() {
        assertThat(run("help")).isZero();
        assertThat(out.toString()).contains("Usage: geofix", "simulate");
    }

    @Test
    void refusesAnUnknownCommandAndShowsTheUsage() {
        assertThat(run("fly")).isEqualTo(2);
        assertThat(err.toString()).contains("fly", "Usage: geofix");
    }

    @Test
    void saysInOneLineWhichFileIsMissing(@TempDir Path folder) {
        assertThat(run("evaluate", "--model", "none", "--tiles", folder.toString())).isEqualTo(2);
        assertThat(err.toString()).hasLineCount(1).contains(folder.resolve("tiles.csv") + " is not there");
    }

    @Test
    void saysInOneLineWhatIsWrongWithAModel(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("model.json"), "{}");
        Files.writeString(folder.resolve("weights.safetensors"), "");
        for (String part : List.of("query_drone", "query_satellite", "gallery_drone", "gallery_satellite")) {
            Files.writeString(Files.createDirectories(folder.resolve(part).resolve("0001")).resolve("a.png"), "");
        }
        assertThat(run("evaluate", "--model", folder.toString(), "--university", folder.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("model.json");
        assertThat(err.toString()).hasLineCount(1);
    }

    private int run(String... args) {
        return Commands.run(args, new PrintWriter(out, true), new PrintWriter(err, true), reason -> {});
    }
}
