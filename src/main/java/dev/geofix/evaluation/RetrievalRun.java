package dev.geofix.evaluation;

import dev.geofix.image.RgbImage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Embeds a set and ranks its gallery for every query. */
final class RetrievalRun {
    private static final int BATCH = 16;

    private RetrievalRun() {}

    /** @param centred whether queries and gallery are centred on their own means first */
    static RetrievalReport evaluate(RetrievalSet set, Embedder embedder, boolean centred) throws IOException {
        float[][] queries = embed(set.queries(), embedder, !set.reversed());
        float[][] gallery = embed(set.gallery(), embedder, set.reversed());
        return rank(set, centred ? SetMeans.subtract(queries) : queries,
                centred ? SetMeans.subtract(gallery) : gallery);
    }

    private static RetrievalReport rank(RetrievalSet set, float[][] queries, float[][] gallery) {
        if (!set.sameImages()) {
            return RetrievalMetrics.evaluate(queries, set.queryLabels(), gallery, set.galleryLabels());
        }
        float[][] scores = new CosineScores(gallery).of(queries);
        List<QueryOutcome> outcomes = new ArrayList<>();
        for (int i = 0; i < queries.length; i++) {
            int[] labels = set.galleryLabels().clone();
            labels[i] = QueryOutcome.JUNK;
            outcomes.add(QueryOutcome.of(scores[i], labels, set.queryLabels()[i]));
        }
        return RetrievalMetrics.summarise(outcomes, set.galleryLabels());
    }

    private static float[][] embed(List<Picture> pictures, Embedder embedder, boolean drone) throws IOException {
        float[][] descriptors = new float[pictures.size()][];
        for (int from = 0; from < descriptors.length; from += BATCH) {
            List<RgbImage> batch = new ArrayList<>();
            for (Picture picture : pictures.subList(from, Math.min(descriptors.length, from + BATCH))) {
                batch.add(picture.load(embedder.inputSize()));
            }
            float[][] rows = embedder.embed(batch, drone);
            System.arraycopy(rows, 0, descriptors, from, rows.length);
        }
        return descriptors;
    }
}
