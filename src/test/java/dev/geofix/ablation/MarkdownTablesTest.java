package dev.geofix.ablation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.geofix.ablation.AblationRun.RunKey;
import dev.geofix.network.Backbone;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MarkdownTablesTest {
    private static final String T4 = "convnext_atto-t4-merged";

    @Test
    void everyFigureStandsBesideItsGallery() {
        assertThat(tables(results(List.of(1L)))).contains(
                "| configuration | parameters | seeds | Drone→Satellite, gallery 951: R@1 | AP | Δ | Satellite→Drone, gallery 51355: R@1 | AP | Δ |");
    }

    @Test
    void linesAreComparedWithTheFirst() {
        assertThat(tables(results(List.of(1L)))).contains("| 1 | 60.00 | 55.00 |  | 63.00 | 58.00 |  |",
                "| 1 | 71.50 | 66.50 | +11.50 | 74.50 | 69.50 | +11.50 |");
    }

    @Test
    void severalSeedsGiveMeanAndDeviation() {
        AblationResults results = results(List.of(1L, 2L));
        results.finished(new RunKey(T4, 2), Measured.report(0.735));
        assertThat(tables(results)).contains("| 1, 2 | 72.50 ± 1.41 | 67.50 ± 1.41 | +12.50 |");
    }

    @Test
    void whatIsNotFinishedWaits() {
        assertThat(tables(results(List.of(1L)))).contains("2 of 4 trainings are finished").containsPattern(
                "\\| quadrants only \\| [0-9,]+ \\| waits \\|  \\|");
    }

    @Test
    void aFailureIsToldWithItsReason() {
        AblationResults results = results(List.of(1L));
        results.failed(new RunKey("convnext_atto-t4-none", 1), "step 3: loss NaN");
        assertThat(tables(results)).contains("| failed |", "`quadrants only` failed: seed 1: step 3: loss NaN");
    }

    @Test
    void saysWhatBackbonesStartFrom() {
        AblationPlan plan = Measured.plan(PaperAblation.BACKBONES);
        assertThat(
                tables(Measured.results(plan, List.of(1L), Map.of(Backbone.RESNET_50, Path.of("x/r50.safetensors")))))
                .contains("From `r50.safetensors` start: resnet_50.",
                        "From random weights start: convnext_atto.");
    }

    @Test
    void saysWhatWasChangedInTheRecipe() {
        assertThat(tables(results(List.of(1L)))).contains("Recipe `paper` with network.backbone: \"CONVNEXT_ATTO\"");
    }

    private static AblationResults results(List<Long> seeds) {
        AblationResults results = Measured.results(Measured.plan(PaperAblation.MODULES), seeds, Map.of());
        results.finished(new RunKey("convnext_atto-no-parts", 1), Measured.report(0.6));
        results.finished(new RunKey(T4, 1), Measured.report(0.715));
        return results;
    }

    private static String tables(AblationResults results) {
        return MarkdownTables.of(results.report());
    }
}
