package dev.geofix.ablation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import dev.geofix.ablation.AblationReport.DirectionReport;
import dev.geofix.ablation.AblationRun.RunKey;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A set with heights has one figure a direction, and each height's beside it. */
class HeightsTest {
    @Test
    void theFigureOfADirectionIsTheMeanOverHeights() {
        DirectionReport report = direction();
        assertThat(report.scores().recallAt1().mean()).isEqualTo(0.5, within(1e-9));
        assertThat(report.queries()).isEqualTo(200);
    }

    @Test
    void eachHeightIsKept() {
        assertThat(direction().heights())
                .extracting(DirectionReport.HeightReport::height, DirectionReport.HeightReport::gallery,
                        height -> height.scores().recallAt1().mean())
                .containsExactly(tuple(150, 200, 0.4),
                        tuple(300, 180, 0.6));
    }

    @Test
    void galleriesOfDifferentSizesAreAllNamed() {
        assertThat(direction().galleries()).containsExactly(180, 200);
    }

    private static DirectionReport direction() {
        AblationResults results = Measured.results(Measured.plan(PaperAblation.ATTENTION), List.of(1L), Map.of());
        results.finished(new RunKey("convnext_atto-t4-co", 1),
                Measured.report(List.of(Measured.set(150, "drone→satellite", 0.4, 200),
                        Measured.set(300, "drone→satellite", 0.6, 180))));
        return results.report().groups().getFirst().measured().getFirst().directions().getFirst();
    }
}
