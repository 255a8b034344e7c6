package dev.geofix.evaluation;

import dev.geofix.evaluation.RetrievalSet.LabelledPictures;
import dev.geofix.platform.UserException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Scores all queries of a set against its gallery. The smaller side's descriptors are held, the other side's pass by in blocks, so that
 * memory grows with the smaller side only; where the gallery passes by, the scores, four bytes each, are held too.
 */
final class SetScoring {
    private static final List<Double> UPRIGHT = List.of(0.0);
    private static final int ROWS = 16;

    /** Descriptors of the pictures that could be read, for each turn. */
    private record Held(int[] indexes, float[][][] turned) {}

    private final RetrievalSet set;
    private final ViewEmbedding embedding;
    private final EvaluationSettings settings;

    SetScoring(RetrievalSet set, ViewEmbedding embedding, EvaluationSettings settings) {
        this.set = set;
        this.embedding = embedding;
        this.settings = settings;
    }

    /** One ranking a protocol. */
    List<SetRanking> run() {
        boolean galleryIsSmaller = set.gallery().size() <= settings.turns().size() * set.queries().size();
        return settings.centred() || galleryIsSmaller ? holdingTheGallery() : holdingTheQueries();
    }

    private List<SetRanking> holdingTheGallery() {
        Held gallery = hold(set.gallery(), set.reversed(), UPRIGHT, "gallery");
        CosineScores cosines = new CosineScores(gallery.turned[0]);
        List<SetRanking> rankings = rankings(gallery.indexes);
        ViewEmbedding.Sink rank = (indexes, turned) -> {
            float[][] scores = cosines(cosines, turned[0]);
            for (int turn = 1; turn < turned.length; turn++) {
                keepHigher(scores, cosines(cosines, turned[turn]));
            }
            for (int i = 0; i < indexes.length; i++) {
                int query = indexes[i];
                float[] row = scores[i];
                rankings.forEach(ranking -> ranking.add(query, row));
            }
        };
        if (settings.centred()) {
            Held queries = hold(set.queries(), !set.reversed(), settings.turns(), "queries");
            rank.accept(queries.indexes, queries.turned);
        } else {
            embedding.embed(set.queries().pictures(), !set.reversed(), settings.turns(), rank);
        }
        requireAny(rankings.getFirst().queries().size(), "queries");
        return rankings;
    }

    private List<SetRanking> holdingTheQueries() {
        Held queries = hold(set.queries(), !set.reversed(), settings.turns(), "queries");
        List<CosineScores> cosines = Arrays.stream(queries.turned).map(CosineScores::new).toList();
        float[][] scores = new float[queries.indexes.length][set.gallery().size()];
        List<Integer> columns = new ArrayList<>();
        embedding.embed(set.gallery().pictures(), set.reversed(), UPRIGHT, (indexes, turned) -> {
            for (int turn = 0; turn < cosines.size(); turn++) {
                float[][] block = cosines(cosines.get(turn), turned[0]);
                for (int i = 0; i < indexes.length; i++) {
                    int column = columns.size() + i;
                    for (int query = 0; query < scores.length; query++) {
                        scores[query][column] = turn == 0
                                ? block[i][query]
                                : Math.max(scores[query][column], block[i][query]);
                    }
                }
            }
            Arrays.stream(indexes).forEach(columns::add);
        });
        requireAny(columns.size(), "gallery");
        List<SetRanking> rankings = rankings(columns.stream().mapToInt(Integer::intValue).toArray());
        for (int i = 0; i < scores.length; i++) {
            int query = queries.indexes[i];
            float[] row = Arrays.copyOf(scores[i], columns.size());
            rankings.forEach(ranking -> ranking.add(query, row));
        }
        return rankings;
    }

    private Held hold(LabelledPictures views, boolean drone, List<Double> turns, String what) {
        List<int[]> indexes = new ArrayList<>();
        List<float[][][]> blocks = new ArrayList<>();
        embedding.embed(views.pictures(), drone, turns, (seen, turned) -> {
            indexes.add(seen);
            blocks.add(turned);
        });
        int[] all = indexes.stream().flatMapToInt(Arrays::stream).toArray();
        requireAny(all.length, what);
        float[][][] rows = new float[turns.size()][][];
        for (int i = 0; i < rows.length; i++) {
            int turn = i;
            float[][] ofTurn = blocks.stream().flatMap(block -> Arrays.stream(block[turn])).toArray(float[][]::new);
            rows[turn] = settings.centred() ? SetMeans.subtract(ofTurn) : ofTurn;
        }
        return new Held(all, rows);
    }

    private void requireAny(int count, String what) {
        if (count == 0) {
            throw new UserException("no picture of the " + what + " of " + set.name() + " can be read: "
                    + embedding.unreadable().getFirst());
        }
    }

    private List<SetRanking> rankings(int[] columns) {
        return settings.protocols().stream().map(protocol -> new SetRanking(set, protocol, columns)).toList();
    }

    /** Rows side by side on all cores. */
    private static float[][] cosines(CosineScores cosines, float[][] rows) {
        return IntStream.range(0, (rows.length + ROWS - 1) / ROWS).parallel()
                .mapToObj(i -> cosines.of(Arrays.copyOfRange(rows, i * ROWS, Math.min(rows.length, (i + 1) * ROWS))))
                .flatMap(Arrays::stream).toArray(float[][]::new);
    }

    private static void keepHigher(float[][] best, float[][] others) {
        for (int i = 0; i < best.length; i++) {
            for (int j = 0; j < best[i].length; j++) {
                best[i][j] = Math.max(best[i][j], others[i][j]);
            }
        }
    }

    /** Centring without training: each set of descriptors less its own mean. */
    private static final class SetMeans {
        private SetMeans() {}

        static float[][] subtract(float[][] descriptors) {
            int dimension = descriptors[0].length;
            double[] mean = new double[dimension];
            for (float[] descriptor : descriptors) {
                for (int d = 0; d < dimension; d++) {
                    mean[d] += descriptor[d] / descriptors.length;
                }
            }
            float[][] centred = new float[descriptors.length][dimension];
            for (int i = 0; i < descriptors.length; i++) {
                for (int d = 0; d < dimension; d++) {
                    centred[i][d] = (float) (descriptors[i][d] - mean[d]);
                }
            }
            return centred;
        }
    }
}
