package dev.geofix.ablation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.geofix.platform.Progress;
import dev.geofix.simulator.DatasetPlan;
import dev.geofix.simulator.DatasetWriter;
import dev.geofix.testing.TinyDataset;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The whole way with networks that learn nothing: two steps on pictures of 64 pixels. */
class AblateCommandTest {
    private static final String RUN = "runs/convnext_atto-no-parts/seed-1/";

    @TempDir
    private Path folder;

    private final StringWriter printed = new StringWriter();
    private Path dataset = Path.of("");
    private Path list = Path.of("");

    @BeforeEach
    void aList() throws IOException {
        dataset = folder.resolve("dataset");
        list = Files.writeString(folder.resolve("list.json"), """
                [{"name": "without parts", "group": "heads", "set": {"network.quadrants": false}}]""");
    }

    @Test
    void comparesTwoConfigurationsOnASimulatedDataset() throws Exception {
        Files.writeString(list, """
                [{"name": "without parts", "group": "heads", "set": {"network.quadrants": false}},
                 {"name": "whole", "group": "heads", "set": {"network.residual": true}}]""");
        new DatasetWriter(new DatasetPlan(5, 8, 2, 64, 200)).writeUniversity(dataset, 2, Progress.NONE);
        assertThat(ablate()).isZero();
        JsonNode group = JsonMapper.shared().readTree(out("ablations.json")).get("groups").get(0);
        assertThat(group.get("lines")).hasSize(2)
                .allSatisfy(line -> assertThat(line.get("seeds").toString()).isEqualTo("[1]"))
                .allSatisfy(line -> assertThat(line.get("directions").get(0).get("queries").asInt()).isEqualTo(6));
        assertThat(out("ablations.md")).content().contains("2 of 2 trainings are finished", "## heads",
                "| without parts |", "| whole |");
        assertThat(out("heads.png")).isNotEmptyFile();
        assertThat(printed.toString()).contains("[2/2 whole seed 1] ", " left");
    }

    @Test
    void whatIsFinishedIsNotTrainedAgain() throws Exception {
        TinyDataset.write(dataset);
        ablate();
        Path metrics = out(RUN + "metrics.jsonl");
        FileTime trained = Files.getLastModifiedTime(metrics);
        assertThat(ablate()).isZero();
        assertThat(printed.toString()).contains("trainings: 1, finished already: 1");
        assertThat(Files.getLastModifiedTime(metrics)).isEqualTo(trained);
    }

    @Test
    void aFinishedTrainingIsEvaluatedAnewWhenThatIsAskedForDifferently() throws Exception {
        TinyDataset.write(dataset);
        ablate();
        FileTime trained = Files.getLastModifiedTime(out(RUN + "metrics.jsonl"));
        assertThat(ablate("--flip")).isZero();
        assertThat(out(RUN + "report.json")).content().contains("\"flip\" : true");
        assertThat(Files.getLastModifiedTime(out(RUN + "metrics.jsonl"))).isEqualTo(trained);
    }

    @Test
    void otherSettingsOnTheSameFolderAreRefused() throws Exception {
        TinyDataset.write(dataset);
        ablate();
        assertThatIllegalArgumentException().isThrownBy(() -> ablate("--set", "optimizer.rate=0.5"))
                .withMessageContaining("holds a run with other settings").withMessageContaining("optimizer.rate: 0.5");
    }

    @Test
    void aListThatWasStoppedGoesOnFromItsCheckpoint() throws Exception {
        TinyDataset.write(dataset);
        AblateCommand command = command();
        AtomicInteger asked = new AtomicInteger();
        assertThat(command.ablate(() -> asked.incrementAndGet() > 1)).isEqualTo(3);
        assertThat(out("ablations.md")).content().contains("0 of 1 trainings are finished", "| waits |");
        assertThat(command.ablate(() -> false)).isZero();
        assertThat(printed.toString()).contains("stopped; the same command goes on", "going on at step 1");
        assertThat(out(RUN + "metrics.jsonl")).content().hasLineCount(2);
    }

    @Test
    void aDatasetWithoutATestHalfIsRefusedBeforeAnythingIsTrained() throws Exception {
        TinyDataset.training(dataset, 4);
        assertThatIllegalArgumentException().isThrownBy(this::ablate).withMessageContaining("no test half");
        assertThat(out("runs")).doesNotExist();
    }

    @Test
    void missingInitialWeightsAreNamedBeforeAnythingIsTrained() throws Exception {
        TinyDataset.write(dataset);
        assertThatExceptionOfType(NoSuchFileException.class)
                .isThrownBy(() -> ablate("--init", "CONVNEXT_ATTO=absent.safetensors"))
                .withMessageContaining("absent.safetensors");
        assertThat(out("runs")).doesNotExist();
    }

    @Test
    void initialWeightsOfABackboneThatNobodyUsesAreRefused() throws Exception {
        TinyDataset.write(dataset);
        assertThatIllegalArgumentException().isThrownBy(() -> ablate("--init", "RESNET_50=" + list))
                .withMessageContaining("no configuration uses");
    }

    @Test
    void saysWhichStripesTheMapIsTooSmallFor() throws Exception {
        TinyDataset.write(dataset);
        assertThat(ablate("--figure", "stripes", "--plan")).isZero();
        assertThat(printed.toString()).contains("Stripes t above 2 are left out", "convnext_atto-t2-merged")
                .doesNotContain("-t3-");
        assertThat(out("runs")).doesNotExist();
    }

    private Path out(String name) {
        return folder.resolve("out").resolve(name);
    }

    private int ablate(String... more) throws Exception {
        return command(more).call();
    }

    private AblateCommand command(String... more) {
        List<String> words = new ArrayList<>(
                List.of("--dataset", dataset.toString(), "--out", folder.resolve("out").toString(), "--list",
                        list.toString(), "--recipe", "strong", "--set", "epochSteps=1"));
        TinyDataset.SETTINGS.forEach((name, value) -> words.addAll(List.of("--set", name + "=" + value)));
        words.addAll(List.of(more));
        CommandLine command = new CommandLine(new AblateCommand()).setCaseInsensitiveEnumValuesAllowed(true)
                .setOut(new PrintWriter(printed, true));
        command.parseArgs(words.toArray(String[]::new));
        return command.getCommand();
    }
}
