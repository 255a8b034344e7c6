package dev.geofix.calibration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.geofix.inference.Calibration;
import dev.geofix.inference.ModelOnDisk;
import dev.geofix.network.ModelFolder;
import dev.geofix.simulator.SimulateCommand;
import dev.geofix.testing.TinyModel;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class CalibrateCommandTest {
    @TempDir
    private static Path galleries;
    private static Path east;
    private static Path west;

    @TempDir
    private Path folder;
    private Path model;
    private final StringWriter out = new StringWriter();
    private String refusal = "";

    @BeforeAll
    static void simulate() {
        east = gallery("east", "1");
        west = gallery("west", "2");
    }

    @BeforeEach
    void writeModel() throws IOException {
        model = TinyModel.write(folder.resolve("tiny"));
    }

    @Test
    void writesWhatItFittedIntoTheManifestAndLeavesTheWeights() throws IOException {
        byte[] weights = Files.readAllBytes(model.resolve(ModelFolder.WEIGHTS));
        assertThat(calibrate("--gallery", east.toString(), "--gallery", west.toString())).isZero();
        try (ModelOnDisk calibrated = ModelOnDisk.open(model)) {
            assertThat(calibrated.encoder().calibration()).isNotEqualTo(Calibration.DEFAULT);
        }
        assertThat(ModelFolder.read(model).manifest().metrics()).extractingByKey("calibration")
                .isInstanceOfSatisfying(Map.class, figures -> assertThat(figures.get("photos")).isEqualTo(2));
        assertThat(model.resolve(ModelFolder.WEIGHTS)).hasBinaryContent(weights);
        assertThat(out.toString()).contains("| figure | held out |", "| strangersRejected |", "written to");
    }

    @Test
    void twoRunsWriteTheSame() throws IOException {
        assertThat(calibrate("--gallery", east.toString())).isZero();
        byte[] first = Files.readAllBytes(model.resolve(ModelFolder.MANIFEST));
        assertThat(calibrate("--gallery", east.toString())).isZero();
        assertThat(model.resolve(ModelFolder.MANIFEST)).hasBinaryContent(first);
    }

    @Test
    void saysWhatAFolderWithoutAManifestLacks() throws IOException {
        Path empty = Files.createDirectory(folder.resolve("empty"));
        assertThat(calibrate("--gallery", empty.toString())).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(refusal).contains("photos.csv", "simulate --layout gallery");
    }

    @Test
    void namesThePhotoThatIsMissing() throws IOException {
        Path broken = Files.createDirectory(folder.resolve("broken"));
        Files.writeString(broken.resolve("photos.csv"), "file,latitude,longitude\ngone.jpg,1,2\n");
        byte[] before = Files.readAllBytes(model.resolve(ModelFolder.MANIFEST));
        assertThat(calibrate("--gallery", broken.toString())).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(refusal).contains("row 1", "gone.jpg");
        assertThat(model.resolve(ModelFolder.MANIFEST)).hasBinaryContent(before);
    }

    @Test
    void namesTheStrangerThatCannotBeRead() throws IOException {
        Path strangers = Files.createDirectory(folder.resolve("strangers"));
        Files.writeString(strangers.resolve("torn.jpg"), "no picture");
        assertThat(calibrate("--gallery", east.toString(), "--strangers", strangers.toString()))
                .isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(refusal).contains("torn.jpg", "no image");
    }

    @Test
    void saysWhatAFolderWithoutAModelLacks() {
        model = folder.resolve("none");
        assertThat(calibrate("--gallery", east.toString())).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(refusal).contains("model.json");
    }

    private int calibrate(String... galleries) {
        CommandLine command = new CommandLine(new CalibrateCommand()).setOut(new PrintWriter(out))
                .setExecutionExceptionHandler((failure, line, parsed) -> {
                    assertThat(failure).isInstanceOf(IllegalArgumentException.class);
                    refusal = String.valueOf(failure.getMessage());
                    return CommandLine.ExitCode.USAGE;
                });
        return command.setErr(new PrintWriter(new StringWriter())).execute(Stream
                .concat(Stream.of("--model", model.toString()), Stream.of(galleries)).toArray(String[]::new));
    }

    private static Path gallery(String name, String seed) {
        Path folder = galleries.resolve(name);
        new CommandLine(new SimulateCommand()).setOut(new PrintWriter(new StringWriter())).execute("--out",
                folder.toString(), "--seed", seed, "--side", "3", "--photos", "2", "--size", "64", "--photo-width",
                "96");
        return folder;
    }
}
