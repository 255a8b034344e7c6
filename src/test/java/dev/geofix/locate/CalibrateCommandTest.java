package dev.geofix.locate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.geofix.model.Calibration;
import dev.geofix.model.ModelOnDisk;
import dev.geofix.network.ModelFolder;
import dev.geofix.simulator.SimulateCommand;
import dev.geofix.testing.TinyModel;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
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
        calibrate("--gallery", east.toString(), "--gallery", west.toString());
        try (ModelOnDisk calibrated = ModelOnDisk.open(model)) {
            assertThat(calibrated.encoder().calibration()).isNotEqualTo(Calibration.DEFAULT);
        }
        assertThat(ModelFolder.read(model).manifest().metrics()).extractingByKey("calibration")
                .isInstanceOfSatisfying(Map.class, figures -> assertThat(figures.get("photos")).isEqualTo(6));
        assertThat(model.resolve(ModelFolder.WEIGHTS)).hasBinaryContent(weights);
        assertThat(out.toString()).contains("| figure | held out |", "| strangersRejected |", "written to");
    }

    @Test
    void twoRunsWriteTheSame() throws IOException {
        calibrate("--gallery", east.toString());
        byte[] first = Files.readAllBytes(model.resolve(ModelFolder.MANIFEST));
        calibrate("--gallery", east.toString());
        assertThat(model.resolve(ModelFolder.MANIFEST)).hasBinaryContent(first);
    }

    @Test
    void saysWhatAFolderWithoutAManifestLacks() throws IOException {
        Path empty = Files.createDirectory(folder.resolve("empty"));
        assertThatIllegalArgumentException().isThrownBy(() -> calibrate("--gallery", empty.toString()))
                .withMessageContaining("photos.csv").withMessageContaining("simulate --layout gallery");
    }

    @Test
    void namesThePhotoThatIsMissing() throws IOException {
        Path broken = Files.createDirectory(folder.resolve("broken"));
        Files.writeString(broken.resolve("photos.csv"), "file,latitude,longitude\ngone.jpg,1,2\n");
        byte[] before = Files.readAllBytes(model.resolve(ModelFolder.MANIFEST));
        assertThatIllegalArgumentException().isThrownBy(() -> calibrate("--gallery", broken.toString()))
                .withMessageContaining("image 1").withMessageContaining("gone.jpg");
        assertThat(model.resolve(ModelFolder.MANIFEST)).hasBinaryContent(before);
    }

    @Test
    void saysWhatAFolderWithoutAModelLacks() {
        model = folder.resolve("none");
        assertThatIllegalArgumentException().isThrownBy(() -> calibrate("--gallery", east.toString()))
                .withMessageContaining("model.json");
    }

    private void calibrate(String... galleries) {
        command(new CalibrateCommand()).execute(arguments(galleries));
    }

    private String[] arguments(String... galleries) {
        String[] arguments = new String[galleries.length + 2];
        arguments[0] = "--model";
        arguments[1] = model.toString();
        System.arraycopy(galleries, 0, arguments, 2, galleries.length);
        return arguments;
    }

    private CommandLine command(Object command) {
        return new CommandLine(command).setOut(new PrintWriter(out)).setErr(new PrintWriter(new StringWriter()))
                .setExecutionExceptionHandler((failure, line, parsed) -> {
                    if (failure instanceof IllegalArgumentException wrong) {
                        throw wrong;
                    }
                    throw failure;
                });
    }

    private static Path gallery(String name, String seed) {
        Path folder = galleries.resolve(name);
        new CommandLine(new SimulateCommand()).setOut(new PrintWriter(new StringWriter())).execute("--out",
                folder.toString(), "--seed", seed, "--side", "5", "--photos", "6", "--size", "64", "--photo-width",
                "96");
        return folder;
    }
}
