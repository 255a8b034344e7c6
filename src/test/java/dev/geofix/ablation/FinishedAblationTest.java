package dev.geofix.ablation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.geofix.testing.TinyDataset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command once more on a folder in which its only training is finished. */
class FinishedAblationTest {
    private static TinyAblation ablation = new TinyAblation(Path.of(""));

    @BeforeAll
    static void train(@TempDir Path folder) throws Exception {
        ablation = new TinyAblation(folder).of(TinyAblation.ONE);
        TinyDataset.write(ablation.dataset());
        ablation.run();
    }

    @Test
    void nothingIsTrainedAgain() throws Exception {
        FileTime trained = trained();
        ablation.run();
        assertThat(ablation.run()).isZero();
        assertThat(ablation.printed().toString()).contains("trainings: 1, finished already: 1");
        assertThat(trained()).isEqualTo(trained);
    }

    @Test
    void modelsAreEvaluatedAnewWhenThatIsAskedForDifferently() throws Exception {
        FileTime trained = trained();
        assertThat(ablation.run("--flip")).isZero();
        assertThat(ablation.out(TinyAblation.RUN + "report.json")).content().contains("\"flip\" : true");
        assertThat(trained()).isEqualTo(trained);
    }

    @Test
    void onlyTheModelIsKept() {
        assertThat(ablation.out(TinyAblation.RUN)).isDirectoryContaining("glob:**/model")
                .isDirectoryNotContaining("glob:**/checkpoint-*");
    }

    @Test
    void otherSettingsAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> ablation.run("--set", "optimizer.rate=0.5"))
                .withMessageContaining("holds a run with other settings").withMessageContaining("optimizer.rate: 0.5");
    }

    @Test
    void otherInitialWeightsAreRefused() {
        Path weights = ablation.out(TinyAblation.RUN + "model/weights.safetensors");
        assertThatIllegalArgumentException().isThrownBy(() -> ablation.run("--init", "CONVNEXT_ATTO=" + weights))
                .withMessageContaining("started from random weights, not from weights.safetensors");
    }

    private static FileTime trained() throws Exception {
        return Files.getLastModifiedTime(ablation.out(TinyAblation.RUN + "metrics.jsonl"));
    }
}
