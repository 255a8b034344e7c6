package dev.geofix.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.initializer.Initializer;
import dev.geofix.network.Architecture.Attention;
import dev.geofix.network.Layers.Dense;
import dev.geofix.platform.UserException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * Pools the tokens of all stripes: N×L×C → N×(4t)×C.
 *
 * <p>
 * A stripe's queries are rows of one L × L score map, its keys columns of it, so every kind of attention is that map plus
 * a bias by direction. In [P; T] the stripe's keys stand twice, and two equal terms of a softmax are one with log 2 added
 * to its score. The mean over a stripe's queries is taken before the values come in, which is the same by linearity.
 */
final class QuadrantInsight {
    private static final float LOG_2 = (float) Math.log(2);

    private final int stripes;
    private final Attention attention;
    private final boolean residual;
    private final @Nullable Projections projections;
    private final ConcurrentMap<Integer, Tables> tables = new ConcurrentHashMap<>();

    QuadrantInsight(Weights weights, int channels, Architecture architecture) {
        stripes = architecture.stripes();
        attention = architecture.attention();
        residual = architecture.residual();
        projections = attention == Attention.NONE ? null : Projections.of(weights, channels, residual);
    }

    NDArray pool(Pass pass, NDArray tokens) {
        NDManager manager = tokens.getManager();
        long cells = tokens.getShape().get(1);
        int n = (int) Math.round(Math.sqrt(cells));
        if ((long) n * n != cells) {
            throw new UserException("the map must be square; give the network square images");
        }
        Tables table = tables.computeIfAbsent(n, side -> Tables.of(new Stripes(side, stripes), attention));
        NDArray means = manager.create(table.means, new Shape(1, Stripes.DIRECTIONS, stripes, cells));
        NDArray stripeMeans = means.reshape(-1, cells).matMul(tokens);
        if (projections == null) {
            return stripeMeans;
        }
        NDArray scores = projections.scores(pass, tokens).expandDims(1);
        NDArray bias = manager.create(table.bias, new Shape(1, Stripes.DIRECTIONS, cells, cells));
        NDArray mixed = means.matMul(scores.add(bias).softmax(-1)).reshape(-1, Stripes.DIRECTIONS * stripes, cells);
        if (attention == Attention.CO) {
            NDArray members = manager.create(table.members, new Shape(1, Stripes.DIRECTIONS * stripes, cells, 1));
            NDArray back = scores.add(members).softmax(2).mean(new int[]{3});
            mixed = mixed.add(back).div(Autograd.scalar(mixed, 2));
        }
        NDArray pooled = mixed.matMul(projections.value.apply(pass, tokens));
        return residual ? pooled.add(stripeMeans) : pooled;
    }

    private record Projections(Dense query, Dense key, Dense value) {
        static Projections of(Weights weights, int channels, boolean residual) {
            Initializer start = Weights.normal(1 / Math.sqrt(channels));
            // Where no residual hands the tokens on, the values must: a pre-trained map then starts unharmed.
            return new Projections(Dense.of(weights.at("q"), channels, channels, start),
                    Dense.of(weights.at("k"), channels, channels, start),
                    Dense.of(weights.at("v"), channels, channels, residual ? start : Weights.identity()));
        }

        /** QKᵀ/√C over all tokens, N×L×L. */
        NDArray scores(Pass pass, NDArray tokens) {
            NDArray root = Autograd.scalar(tokens, Math.sqrt(tokens.getShape().get(2)));
            NDArray queries = query.apply(pass, tokens).div(root);
            return queries.matMul(key.apply(pass, tokens).transpose(0, 2, 1));
        }
    }

    /** What depends on the map's side alone. */
    private record Tables(float[] means, float[] bias, float[] members) {
        static Tables of(Stripes stripes, Attention attention) {
            float[] bias = switch (attention) {
                case MERGED -> stripes.pairs(LOG_2, 0);
                case SELF -> stripes.pairs(0, Float.NEGATIVE_INFINITY);
                default -> stripes.pairs(0, 0);
            };
            return new Tables(stripes.means(), bias, stripes.members(0, Float.NEGATIVE_INFINITY));
        }
    }
}
