package dev.geofix.training;

import dev.geofix.dataset.Dataset;
import dev.geofix.evaluation.RetrievalSets;
import dev.geofix.evaluation.Evaluation;
import dev.geofix.evaluation.EvaluationSettings;
import dev.geofix.evaluation.ModelEmbedder;
import dev.geofix.evaluation.RetrievalMetrics;
import dev.geofix.evaluation.RetrievalSet;
import dev.geofix.imaging.ImageDecoder;
import dev.geofix.network.GlqiNet;
import dev.geofix.network.Preprocessing;
import dev.geofix.platform.UserException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How well a network that is being trained finds places it does not learn from: some drone views of a test half against its whole satellite
 * gallery. For watching; whoever chooses by these figures has no test set left.
 */
final class Validation {
    /** Enough for steps of half a percent, at a cost of seconds. */
    private static final int QUERIES = 200;
    static final Validation NONE = new Validation(0, List.of());

    private final int epochs;
    private final List<RetrievalSet> sets;

    private Validation(int epochs, List<RetrievalSet> sets) {
        this.epochs = epochs;
        this.sets = sets;
    }

    /**
     * @param epochs between two looks; 0: never
     * @throws UserException when the data set has no drone views to ask for
     */
    static Validation of(int epochs, @Nullable Dataset dataset, ImageDecoder decoder) throws IOException {
        if (epochs == 0) {
            return NONE;
        }
        if (dataset == null) {
            throw new UserException("validationEpochs needs a data set with a test half; set it to 0");
        }
        RetrievalSet first = RetrievalSets.of("validation", dataset, decoder).stream().filter(set -> !set.reversed())
                .findFirst().orElseThrow(() -> new UserException(dataset.root()
                        + " has no query_drone with gallery_satellite for validationEpochs; set that to 0"));
        return new Validation(epochs, List.of(first.withQueries(QUERIES)));
    }

    /** @param epoch epochs that are done */
    boolean isDueAfter(long epoch) {
        return epochs > 0 && epoch % epochs == 0;
    }

    /** Figures for the line of a step. */
    Map<String, Object> measure(GlqiNet network, Preprocessing input) {
        try (ModelEmbedder embedder = new ModelEmbedder("validation", network, input)) {
            RetrievalMetrics figures = Evaluation
                    .run(sets, embedder, EvaluationSettings.DEFAULT, Evaluation.Listener.NONE)
                    .report().sets().getFirst().figures();
            return Map.of("validationRecallAt1", figures.recallAt1(), "validationAp", figures.ap());
        }
    }
}
