package dev.geofix.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.geofix.testing.SharedData;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class EvaluateCommandTest {
    private final StringWriter out = new StringWriter();

    @Test
    void theFloorFindsMostPhotosOfARealFlightOnTheMap() {
        Path weights = SharedData.require("weights/mobilenet_v2_imagenet.safetensors");
        Path brighton = SharedData.require("imagery/pairs/brighton");
        assertThat(run("--floor", weights.toString(), "--tiles", brighton.toString(), "--zoom", "20")).isZero();
        String[] cells = out.toString().lines().reduce((first, last) -> last).orElseThrow().split("\\|");
        assertThat(cells[1].trim()).isEqualTo("brighton z20");
        assertThat(cells[2].trim()).isEqualTo("18");
        assertThat(cells[3].trim()).isEqualTo("18");
        assertThat(Double.parseDouble(cells[6])).as("R@5").isGreaterThan(0.6);
    }

    @Test
    void saysWhatIsMissingWhenNothingIsNamed() {
        assertThat(run()).isNotZero();
        assertThat(out.toString()).contains("name at least one set");
    }

    private int run(String... arguments) {
        PrintWriter writer = new PrintWriter(out, true);
        return new CommandLine(new EvaluateCommand()).setOut(writer)
                .setExecutionExceptionHandler((e, command, parsed) -> {
                    writer.println(e.getMessage());
                    return 1;
                }).execute(arguments);
    }
}
