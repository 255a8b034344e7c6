package dev.geofix.ablation;

import dev.geofix.ablation.AblationRun.RunKey;
import dev.geofix.ablation.AblationRun.RunReport;
import dev.geofix.evaluation.EvaluationReport.MethodReport;
import dev.geofix.evaluation.EvaluationReport.SetReport;
import dev.geofix.evaluation.EvaluationSettings;
import dev.geofix.evaluation.Protocol;
import dev.geofix.evaluation.RetrievalMetrics;
import dev.geofix.imaging.ImageDecoder;
import dev.geofix.imaging.ImageLimits;
import dev.geofix.network.Backbone;
import dev.geofix.training.Recipe;
import dev.geofix.training.TrainingData;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Made-up figures of made-up runs. */
final class Measured {
    private static final Map<String, Object> SMALL = Map.of("network.backbone", "CONVNEXT_ATTO", "input.inputSize",
            256);

    private Measured() {}

    static AblationPlan plan(PaperAblation... figures) {
        List<Configuration> all = new ArrayList<>();
        for (PaperAblation figure : figures) {
            all.addAll(figure.configurations(8, List.of(Backbone.CONVNEXT_ATTO, Backbone.RESNET_50)));
        }
        return AblationPlan.of(Recipe.PAPER, SMALL, all);
    }

    static AblationResults results(AblationPlan plan, List<Long> seeds, Map<Backbone, Path> initial) {
        AblationSetup setting = new AblationSetup(new TrainingData("data set made/up", null, List.of()), List.of(),
                List.of(), EvaluationSettings.DEFAULT, seeds, initial, new ImageDecoder(ImageLimits.DEFAULT), 1);
        return new AblationResults(plan, setting, List.of("a note"));
    }

    /** Everything finished, better run by run. */
    static AblationReport complete(AblationPlan plan, List<Long> seeds) {
        AblationResults results = results(plan, seeds, Map.of());
        int number = 0;
        for (String run : plan.runs().keySet()) {
            for (long seed : seeds) {
                double recall = 0.72 + 0.2 * number / plan.runs().size() + 0.013 * seed;
                results.finished(new RunKey(run, seed), report(recall));
            }
            number++;
        }
        return results.report();
    }

    /** Both directions without heights. */
    static RunReport report(double recall) {
        return report(List.of(set(null, "drone→satellite", recall, 951),
                set(null, "satellite→drone", recall + 0.03, 51_355)));
    }

    static RunReport report(List<SetReport> sets) {
        return new RunReport("2026-01-01T00:00:00Z", EvaluationSettings.DEFAULT,
                new MethodReport("model", false, 256, 8192, null, null, 1, sets, List.of()));
    }

    static SetReport set(@Nullable Integer height, String direction, double recall, int gallery) {
        return new SetReport("made up", height, direction, Protocol.FULL,
                new RetrievalMetrics(gallery, 100, recall, recall, recall, recall, recall - 0.05), null);
    }
}
