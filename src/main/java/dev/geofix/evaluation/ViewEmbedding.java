package dev.geofix.evaluation;

import dev.geofix.imaging.RgbImage;
import dev.geofix.imaging.Warp;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turns the pictures of a set into descriptors, block by block. */
final class ViewEmbedding {
    /** Rows that are handed on together. */
    static final int BLOCK = 256;
    private static final int BATCH = 16;

    /** Takes a block of descriptors. */
    @FunctionalInterface
    interface Sink {
        /**
         * @param indexes of the pictures, ascending; those that cannot be read are missing
         * @param turned for each turn one descriptor a picture
         */
        void accept(int[] indexes, float[][][] turned);
    }

    private final Embedder embedder;
    private final boolean flip;
    private final PictureLoader loader;
    private final Runnable step;
    private final Map<String, EvaluationReport.UnreadablePicture> unreadable = new LinkedHashMap<>();
    private final DoubleSummaryStatistics partCosines = new DoubleSummaryStatistics();
    private final DoubleSummaryStatistics pooledCosines = new DoubleSummaryStatistics();

    /** @param step is called for each picture */
    ViewEmbedding(Embedder embedder, boolean flip, PictureLoader loader, Runnable step) {
        this.embedder = embedder;
        this.flip = flip;
        this.loader = loader;
        this.step = step;
    }

    void embed(List<Picture> pictures, boolean drone, List<Double> turns, Sink sink) {
        Iterator<PictureLoader.Loaded> loaded = loader.load(pictures, embedder.inputSize());
        while (loaded.hasNext()) {
            int[] indexes = new int[BLOCK];
            float[][][] rows = new float[turns.size()][BLOCK][];
            int filled = 0;
            while (filled + BATCH <= BLOCK && loaded.hasNext()) {
                List<RgbImage> batch = new ArrayList<>();
                for (int i = 0; i < BATCH && loaded.hasNext(); i++) {
                    PictureLoader.Loaded next = loaded.next();
                    step.run();
                    if (next.image() == null) {
                        String name = pictures.get(next.index()).name();
                        unreadable.put(name, new EvaluationReport.UnreadablePicture(name, next.reason()));
                    } else {
                        indexes[filled + batch.size()] = next.index();
                        batch.add(next.image());
                    }
                }
                for (int turn = 0; turn < rows.length && !batch.isEmpty(); turn++) {
                    double degrees = turns.get(turn);
                    float[][] descriptors = embed(batch.stream().map(image -> turned(image, degrees)).toList(), drone);
                    System.arraycopy(descriptors, 0, rows[turn], filled, descriptors.length);
                }
                filled += batch.size();
            }
            int count = filled;
            sink.accept(Arrays.copyOf(indexes, count),
                    Arrays.stream(rows).map(turn -> Arrays.copyOf(turn, count)).toArray(float[][][]::new));
        }
    }

    List<EvaluationReport.UnreadablePicture> unreadable() {
        return List.copyOf(unreadable.values());
    }

    /** Mean over all pictures so far, see {@link Embeddings#partCosines()}; null for descriptors of one part. */
    @Nullable
    Double partCosine() {
        return mean(partCosines);
    }

    /** Likewise, see {@link Embeddings#pooledCosines()}. */
    @Nullable
    Double pooledCosine() {
        return mean(pooledCosines);
    }

    private static @Nullable Double mean(DoubleSummaryStatistics values) {
        return values.getCount() == 0 ? null : values.getAverage();
    }

    private float[][] embed(List<RgbImage> batch, boolean drone) {
        Embeddings seen = embedder.embed(batch, drone);
        Arrays.stream(seen.partCosines()).forEach(partCosines);
        Arrays.stream(seen.pooledCosines()).forEach(pooledCosines);
        if (!flip) {
            return seen.rows();
        }
        float[][] mirrored = embedder.embed(batch.stream().map(ViewEmbedding::mirrored).toList(), drone).rows();
        for (int i = 0; i < mirrored.length; i++) {
            addUnit(seen.rows()[i], mirrored[i]);
        }
        return seen.rows();
    }

    /** Lengths do not matter to a cosine, but both halves of the sum should weigh the same. */
    private static void addUnit(float[] sum, float[] other) {
        double scale = length(sum) / Math.max(1e-12, length(other));
        for (int d = 0; d < sum.length; d++) {
            sum[d] += (float) (scale * other[d]);
        }
    }

    private static double length(float[] values) {
        double squares = 0;
        for (float value : values) {
            squares += (double) value * value;
        }
        return Math.sqrt(squares);
    }

    private static RgbImage mirrored(RgbImage image) {
        byte[] pixels = image.pixels();
        byte[] mirrored = new byte[pixels.length];
        int width = image.width();
        for (int i = 0; i < pixels.length / 3; i++) {
            int from = 3 * (i - i % width + width - 1 - i % width);
            System.arraycopy(pixels, from, mirrored, 3 * i, 3);
        }
        return new RgbImage(width, image.height(), mirrored);
    }

    private static RgbImage turned(RgbImage square, double turn) {
        return turn == 0 ? square : Warp.square(square, square.width(), turn, square.width(), Warp.Edge.REFLECT);
    }
}
