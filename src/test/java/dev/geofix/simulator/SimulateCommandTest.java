package dev.geofix.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class SimulateCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final CommandLine command = new CommandLine(new SimulateCommand()).setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err));

    @TempDir
    private Path folder;

    @Test
    void writesAGalleryAndSaysHowFarItIs() {
        int code = command.execute("--out", folder.toString(), "--side", "2", "--photos", "1", "--size", "32",
                "--photo-width", "64");
        assertThat(code).isZero();
        assertThat(folder.resolve("manifest.csv")).isRegularFile();
        assertThat(out.toString()).contains("5 of 5 pictures").contains("written to");
    }

    @Test
    void refusesSizesThatCannotBe() {
        assertThat(command.execute("--out", folder.toString(), "--size", "2")).isEqualTo(2);
        assertThat(err.toString()).contains("16 to 4096 pixels");
        assertThat(folder).isEmptyDirectory();
    }
}
