package dev.geofix.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
        assertThat(out.toString()).contains("Usage: geofix", "simulate", "views", "check-dataset", "train",
                "evaluate", "ablate", "export", "calibrate", "measure", "measure-training", "reindex", "backup",
                "restore",
                "check", "copy-to-cluster");
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
        assertThat(run("evaluate", "--model", folder.toString(), "--dataset", folder.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("model.json");
        assertThat(err.toString()).hasLineCount(1);
    }

    /** As the service, so that in a container or a unit nobody has to say it twice. */
    @ParameterizedTest
    @ValueSource(strings = {"check", "backup --out copy", "keys list", "copy-to-cluster"})
    void aDataFolderMayBeNamedByTheEnvironment(String command, @TempDir Path folder) throws Exception {
        List<String> words = new ArrayList<>(List.of(ProcessHandle.current().info().command().orElse("java"), "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                "dev.geofix.app.Geofix"));
        words.addAll(List.of(command.split(" ")));
        Path file = Files.createFile(folder.resolve("no-folder"));
        ProcessBuilder builder = new ProcessBuilder(words).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().put("GEOFIX_DATA", file.toString());
        Process process = builder.start();
        assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .contains(file.toString());
        assertThat(process.waitFor()).isEqualTo(2);
    }

    @Test
    void saysWhatIsWrongWithATrainingBeforeItStarts(@TempDir Path folder) throws IOException {
        Path set = folder.resolve("set/train");
        for (String place : List.of("0001", "0002")) {
            for (String view : List.of("drone", "satellite")) {
                Files.writeString(Files.createDirectories(set.resolve(view).resolve(place)).resolve("a.png"), "");
            }
        }
        refusesTraining(folder, "there is no setting 'epoch'", "--dataset", set.toString(), "--set", "epoch=3");
        refusesTraining(folder, "there is no folder", "--dataset", folder.resolve("none").toString());
        refusesTraining(folder, "no known layout", "--dataset", folder.toString());
        refusesTraining(folder, "nothing to train on");
        refusesTraining(folder, "a.png", "--dataset", set.getParent().toString(), "--init",
                set.resolve("drone/0001/a.png").toString());
        assertThat(folder.resolve("run/model")).doesNotExist();
    }

    private void refusesTraining(Path folder, String reason, String... options) {
        List<String> args = new ArrayList<>(List.of("train", "--run", folder.resolve("run").toString()));
        args.addAll(List.of(options));
        err.getBuffer().setLength(0);
        assertThat(run(args.toArray(String[]::new))).isEqualTo(2);
        assertThat(err.toString()).hasLineCount(1).contains(reason);
    }

    private int run(String... args) {
        return Commands.run(args, new PrintWriter(out, true), new PrintWriter(err, true), reason -> {});
    }
}
