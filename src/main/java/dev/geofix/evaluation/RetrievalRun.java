package dev.geofix.evaluation;

import dev.geofix.image.RgbImage;
import dev.geofix.image.Warp;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Embeds a set and ranks its gallery for every query. */
final class RetrievalRun {
    private static final int BATCH = 16;

    private RetrievalRun() {}

    /**
     * @param centred whether queries and gallery are centred on their own means first
     * @param turns degrees clockwise; a gallery picture's score is its best over the query's turns
     */
    static RetrievalReport evaluate(RetrievalSet set, Embedder embedder, boolean centred, List<Double> turns)
            throws IOException {
        float[][] gallery = embed(set.gallery(), embedder, set.reversed(), 0);
        CosineScores cosines = new CosineScores(centred ? SetMeans.subtract(gallery) : gallery);
        float[][] best = null;
        for (double turn : turns) {
            float[][] queries = embed(set.queries(), embedder, !set.reversed(), turn);
            float[][] scores = cosines.of(centred ? SetMeans.subtract(queries) : queries);
            best = best == null ? scores : higher(best, scores);
        }
        if (best == null) {
            throw new IllegalArgumentException("name at least one turn");
        }
        return rank(set, best);
    }

    private static float[][] higher(float[][] left, float[][] right) {
        for (int i = 0; i < left.length; i++) {
            for (int j = 0; j < left[i].length; j++) {
                left[i][j] = Math.max(left[i][j], right[i][j]);
            }
        }
        return left;
    }

    private static RetrievalReport rank(RetrievalSet set, float[][] scores) {
        List<QueryOutcome> outcomes = new ArrayList<>();
        for (int i = 0; i < scores.length; i++) {
            int[] labels = set.galleryLabels();
            if (set.sameImages()) {
                labels = labels.clone();
                labels[i] = QueryOutcome.JUNK;
            }
            outcomes.add(QueryOutcome.of(scores[i], labels, set.queryLabels()[i]));
        }
        return RetrievalMetrics.summarise(outcomes, set.galleryLabels());
    }

    private static float[][] embed(List<Picture> pictures, Embedder embedder, boolean drone, double turn)
            throws IOException {
        float[][] descriptors = new float[pictures.size()][];
        for (int from = 0; from < descriptors.length; from += BATCH) {
            List<RgbImage> batch = new ArrayList<>();
            for (Picture picture : pictures.subList(from, Math.min(descriptors.length, from + BATCH))) {
                batch.add(turned(picture.load(embedder.inputSize()), turn));
            }
            float[][] rows = embedder.embed(batch, drone);
            System.arraycopy(rows, 0, descriptors, from, rows.length);
        }
        return descriptors;
    }

    private static RgbImage turned(RgbImage square, double turn) {
        return turn == 0 ? square : Warp.square(square, square.width(), turn, square.width(), Warp.Edge.REFLECT);
    }
}
