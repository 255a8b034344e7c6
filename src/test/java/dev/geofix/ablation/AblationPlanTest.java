package dev.geofix.ablation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.geofix.training.Recipe;
import dev.geofix.training.TrainingConfig;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class AblationPlanTest {
    @Test
    void aConfigurationOfSeveralTablesIsTrainedOnce() {
        AblationPlan plan = Measured.plan(PaperAblation.values());
        assertThat(plan.groups()).flatExtracting(AblationPlan.Group::lines).hasSize(4 + 8 + 4 + 2);
        assertThat(plan.runs()).hasSize(2 + 8 + 3 + 1);
        assertThat(plan.groups()).extracting(group -> group.lines().stream().map(AblationPlan.Line::run).toList())
                .allSatisfy(runs -> assertThat(runs).contains("convnext_atto-t4-merged"));
    }

    @Test
    void thePapersTablesHaveTheirGroups() {
        assertThat(Measured.plan(PaperAblation.values()).groups()).extracting(AblationPlan.Group::name)
                .containsExactly("modules", "stripes", "attention", "backbones");
    }

    @Test
    void aRunHasTheSameNameWhicheverFiguresAreAskedFor() {
        assertThat(Measured.plan(PaperAblation.MODULES).runs())
                .containsAllEntriesOf(
                        Map.of("convnext_atto-t1-merged", run(PaperAblation.STRIPES, "convnext_atto-t1-merged"),
                                "convnext_atto-t4-merged", run(PaperAblation.ATTENTION, "convnext_atto-t4-merged")));
        assertThat(Measured.plan(PaperAblation.MODULES).runs().keySet()).containsExactly("convnext_atto-no-parts",
                "convnext_atto-t1-merged", "convnext_atto-t4-none", "convnext_atto-t4-merged");
    }

    @Test
    void stripesGoAsFarAsTheMapCanBeCut() {
        assertThat(PaperAblation.STRIPES.configurations(4, List.of())).extracting(Configuration::name).containsExactly(
                "t = 1", "t = 2", "t = 3", "t = 4");
    }

    @Test
    void anOwnConfigurationWithTheSettingsOfABuiltInOneIsNotTrainedAgain() {
        AblationPlan plan = plan(Map.of(), new Configuration("mine", null, Map.of("network.attention", "SELF")),
                new Configuration("the same", null, Map.of("network", Map.of("attention", "self"))));
        assertThat(plan.runs()).containsOnlyKeys("convnext_tiny-t4-self");
    }

    @Test
    void attentionMakesNoDifferenceWithoutQuadrants() {
        AblationPlan plan = plan(Map.of("network.residual", true),
                new Configuration("one", null, Map.of("network.quadrants", false)),
                new Configuration("other", null, Map.of("network.quadrants", false, "network.attention", "CO")));
        assertThat(plan.runs()).containsOnlyKeys("convnext_tiny-no-parts");
    }

    @Test
    void otherOwnConfigurationsAreNamedByTheirUser() {
        AblationPlan plan = plan(Map.of(), new Configuration("Residual, rate 1e-3", "loss",
                Map.of("network.residual", true, "optimizer.rate", 1e-3)));
        assertThat(plan.runs()).containsOnlyKeys("residual-rate-1e-3");
    }

    @Test
    void refusesTwoConfigurationsThatWouldShareAFolder() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> plan(Map.of(), new Configuration("A b", null, Map.of("epochs", 3)),
                        new Configuration("a-b", null, Map.of("epochs", 4))))
                .withMessageContaining("give 'a-b' another name");
    }

    @Test
    void namesTheConfigurationWithAnUnknownSetting() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> plan(Map.of(), new Configuration("mine", null, Map.of("epoch", 3))))
                .withMessageStartingWith("configuration 'mine': there is no setting 'epoch'");
    }

    @Test
    void refusesASeedOfOneConfiguration() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Configuration("mine", null, Map.of("seed", 3)))
                .withMessageContaining("--seeds");
    }

    private static TrainingConfig run(PaperAblation figure, String name) {
        return Objects.requireNonNull(Measured.plan(figure).runs().get(name));
    }

    private static AblationPlan plan(Map<String, Object> changes, Configuration... configurations) {
        return AblationPlan.of(Recipe.PAPER, changes, List.of(configurations));
    }
}
