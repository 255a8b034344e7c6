package dev.geofix.evaluation;

import dev.geofix.evaluation.EvaluationReport.MethodReport;
import dev.geofix.evaluation.EvaluationReport.SetReport;
import dev.geofix.platform.UserException;
import java.util.ArrayList;
import java.util.List;

/** Embeds sets with one method and measures how well each query finds its place. */
public final class Evaluation {
    private final MethodReport report;
    private final List<SetRanking> rankings;

    private Evaluation(MethodReport report, List<SetRanking> rankings) {
        this.report = report;
        this.rankings = rankings;
    }

    /**
     * Pictures that cannot be read are left out and named in the report.
     *
     * @param embedder stays open
     * @throws UserException when there is no set, or no picture of a gallery or of all queries can be read
     */
    public static Evaluation run(List<RetrievalSet> sets, Embedder embedder, EvaluationSettings settings,
            Listener progress) {
        if (sets.isEmpty()) {
            throw new UserException("name at least one set of pictures");
        }
        long started = System.nanoTime();
        long total = sets.stream().mapToLong(set -> set.queries().size() + set.gallery().size()).sum();
        List<SetRanking> rankings = new ArrayList<>();
        long[] done = {0};
        String[] at = {""};
        try (PictureLoader loader = new PictureLoader()) {
            ViewEmbedding embedding = new ViewEmbedding(embedder, settings.flip(), loader,
                    () -> progress.at(++done[0], total, at[0]));
            for (RetrievalSet set : sets) {
                at[0] = embedder.name() + " on " + set.name();
                rankings.addAll(new SetScoring(set, embedding, settings).run());
            }
            MethodReport report = new MethodReport(embedder.name(), settings.centred(), embedder.inputSize(),
                    embedder.dimension(), embedding.partCosine(), embedding.pooledCosine(),
                    (System.nanoTime() - started) / 1e9, rankings.stream().map(SetReport::of).toList(),
                    embedding.unreadable());
            return new Evaluation(report, rankings);
        }
    }

    public MethodReport report() {
        return report;
    }

    List<SetRanking> rankings() {
        return rankings;
    }

    /** Hears how far an evaluation has come, in pictures; from one thread. */
    @FunctionalInterface
    public interface Listener {
        Listener NONE = (done, total, message) -> {};

        /** @param message what is being worked on */
        void at(long done, long total, String message);
    }
}
