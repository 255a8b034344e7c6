package dev.geofix.ablation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.geofix.ablation.AblationReport.GroupReport;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GroupChartTest {
    @TempDir
    private Path folder;

    @Test
    void everyTableHasItsPlot() throws IOException {
        new Ablation.AblationFiles(folder)
                .write(Measured.complete(Measured.plan(PaperAblation.values()), List.of(1L, 2L)));
        assertThat(List.of("modules.png", "stripes.png", "attention.png", "backbones.png", "ablations.md",
                "ablations.json")).allSatisfy(name -> assertThat(Files.size(folder.resolve(name))).isPositive());
    }

    @Test
    void manyLinesMakeAWiderPlot() {
        assertThat(chart(PaperAblation.BACKBONES).getWidth()).isEqualTo(GroupChart.WIDTH);
        AblationReport report = Measured.complete(Measured.plan(PaperAblation.STRIPES), List.of(1L));
        GroupReport bars = new GroupReport("own", "own", report.groups().getFirst().lines());
        assertThat(GroupChart.of(bars).getWidth()).isGreaterThan(GroupChart.WIDTH);
    }

    @Test
    void theAxisLeavesOutWhatNoBarReaches() {
        List<GroupChart.Series> series = List.of(new GroupChart.Series("R@1", List.of(81.0, 88.0), List.of(0.0, 1.0),
                Color.BLUE, true));
        assertThat(GroupChart.ChartStyle.Range.of(series)).isEqualTo(new GroupChart.ChartStyle.Range(75, 90));
    }

    @Test
    void theAxisOfPoorFiguresBeginsAtZero() {
        List<GroupChart.Series> series = List
                .of(new GroupChart.Series("R@1", List.of(3.0, Double.NaN), null, Color.BLUE, true));
        assertThat(GroupChart.ChartStyle.Range.of(series)).isEqualTo(new GroupChart.ChartStyle.Range(0, 10));
    }

    private static BufferedImage chart(PaperAblation figure) {
        return GroupChart.of(Measured.complete(Measured.plan(figure), List.of(1L)).groups().getFirst());
    }
}
