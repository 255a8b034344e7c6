package dev.geofix.ablation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.geofix.platform.Progress;
import dev.geofix.simulator.DatasetWriter;
import dev.geofix.testing.TinyDataset;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class AblateCommandTest {
    private TinyAblation ablation = new TinyAblation(Path.of(""));

    @BeforeEach
    void aListOfOne(@TempDir Path folder) throws IOException {
        ablation = new TinyAblation(folder).of(TinyAblation.ONE);
    }

    @Test
    void comparesTwoConfigurationsOnASimulatedDataset() throws Exception {
        new DatasetWriter(new DatasetWriter.Plan(5, 8, 2, 64, 200)).writeUniversity(ablation.dataset(), 2,
                Progress.NONE);
        ablation.of(TinyAblation.ONE,
                "{\"name\": \"whole\", \"group\": \"heads\", \"set\": {\"network.residual\": true}}");
        assertThat(ablation.run()).isZero();
        JsonNode group = JsonMapper.shared().readTree(ablation.out("ablations.json")).get("groups").get(0);
        assertThat(group.get("lines")).hasSize(2)
                .allSatisfy(line -> assertThat(line.get("seeds").toString()).isEqualTo("[1]"))
                .allSatisfy(line -> assertThat(line.get("directions").get(0).get("queries").asInt()).isEqualTo(6));
        assertThat(ablation.out("ablations.md")).content().contains("2 of 2 trainings are finished", "## heads",
                "| without parts |", "| whole |");
        assertThat(ablation.out("heads.png")).isNotEmptyFile();
        assertThat(ablation.printed().toString()).contains("[2/2 whole seed 1] ", " left");
    }

    @Test
    void aTrainingThatRunsAwayIsNamedAndTheRestGoesOn() throws Exception {
        String tooFast = """
                {"name": "too fast", "group": "heads", "set": {"optimizer.rate": 1e30, "optimizer.backboneRate": 1e30}}""";
        TinyDataset.write(ablation.dataset());
        ablation.of(tooFast, TinyAblation.ONE);
        assertThat(ablation.run()).isEqualTo(1);
        assertThat(ablation.printed().toString()).containsPattern("1/2 .*failed: step 1");
        assertThat(ablation.out("ablations.md")).content().containsPattern("too fast` failed: seed 1: step 1: loss NaN")
                .contains("1 of 2 trainings");
        assertThat(ablation.out(TinyAblation.RUN + "report.json")).exists();
    }

    @Test
    void aListThatWasStoppedGoesOnFromItsCheckpoint() throws Exception {
        TinyDataset.write(ablation.dataset());
        AtomicInteger asked = new AtomicInteger();
        assertThat(ablation.run(() -> asked.incrementAndGet() > 1)).isEqualTo(3);
        assertThat(ablation.out("ablations.md")).content().contains("0 of 1 trainings are finished", "| waits |");
        assertThat(ablation.run()).isZero();
        assertThat(ablation.printed().toString()).contains("stopped; the same command goes on", "going on at step 1");
        assertThat(ablation.out(TinyAblation.RUN + "metrics.jsonl")).content().hasLineCount(2);
    }

    @Test
    void aDatasetWithoutATestHalfIsRefusedBeforeAnythingIsTrained() throws Exception {
        TinyDataset.training(ablation.dataset(), 4);
        assertThatIllegalArgumentException().isThrownBy(ablation::run).withMessageContaining("no test half");
        assertThat(ablation.out("runs")).doesNotExist();
    }

    @Test
    void missingInitialWeightsAreNamedBeforeAnythingIsTrained() throws Exception {
        TinyDataset.write(ablation.dataset());
        assertThatExceptionOfType(NoSuchFileException.class)
                .isThrownBy(() -> ablation.run("--init", "CONVNEXT_ATTO=absent.safetensors"))
                .withMessageContaining("absent.safetensors");
        assertThat(ablation.out("runs")).doesNotExist();
    }

    @Test
    void initialWeightsOfABackboneThatNobodyUsesAreRefused() throws Exception {
        TinyDataset.write(ablation.dataset());
        Path file = ablation.folder().resolve("list.json");
        assertThatIllegalArgumentException().isThrownBy(() -> ablation.run("--init", "RESNET_50=" + file))
                .withMessageContaining("no configuration uses");
    }

    @Test
    void saysWhichStripesTheMapIsTooSmallFor() throws Exception {
        TinyDataset.write(ablation.dataset());
        assertThat(ablation.run("--figure", "stripes", "--plan")).isZero();
        assertThat(ablation.printed().toString()).contains("Stripes t above 2 are left out", "convnext_atto-t2-merged")
                .doesNotContain("-t3-");
        assertThat(ablation.out("runs")).doesNotExist();
    }
}
