package dev.geofix.evaluation;

import java.util.ArrayList;
import java.util.List;

/** Several methods one after the other on the same sets, with one progress over all. */
final class EvaluationRuns {
    private final List<RetrievalSet> sets;
    private final int runs;
    private final EvaluationProgress progress;
    private final List<Evaluation> done = new ArrayList<>();

    /** @param runs how many there will be */
    EvaluationRuns(List<RetrievalSet> sets, int runs, EvaluationProgress progress) {
        this.sets = sets;
        this.runs = runs;
        this.progress = progress;
    }

    void add(Embedder embedder, EvaluationSettings settings) {
        int before = done.size();
        done.add(Evaluation.run(sets, embedder, settings, (step, total, message) -> progress
                .at(before * total + step, runs * total, message)));
    }

    List<MethodReport> reports() {
        return done.stream().map(Evaluation::report).toList();
    }

    /** The run that the figures show. */
    Evaluation last() {
        return done.getLast();
    }
}
