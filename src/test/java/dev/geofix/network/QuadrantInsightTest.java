package dev.geofix.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.training.initializer.Initializer;
import dev.geofix.network.Architecture.Attention;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The one score map with biases against attention written out stripe by stripe. */
class QuadrantInsightTest {
    private static final int CHANNELS = 12;

    static Stream<Arguments> cases() {
        SplittableRandom random = new SplittableRandom(7);
        return Stream.of(Attention.values()).flatMap(attention -> IntStream.range(0, 6).mapToObj(i -> {
            int n = random.nextInt(2, 10);
            return Arguments.of(attention, n, random.nextInt(1, Math.min(n, 8) + 1), random.nextBoolean(),
                    random.nextInt());
        }));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void equalsTheLiteralForm(Attention attention, int n, int t, boolean residual, int seed) {
        try (NDManager manager = NDManager.newBaseManager("PyTorch")) {
            manager.getEngine().setRandomSeed(seed);
            Weights weights = new Weights();
            QuadrantInsight insight = new QuadrantInsight(weights, CHANNELS,
                    new Architecture(Backbone.MOBILENET_V2, t, true, attention, residual, true, 8, 0));
            Initializer wide = (owner, shape, type) -> owner.randomNormal(0, 0.6f, shape, type);
            for (Parameter parameter : weights.named().values()) {
                parameter.setInitializer(wide);
                parameter.initialize(manager, DataType.FLOAT32);
            }
            NDArray tokens = manager.randomNormal(new Shape(2, (long) n * n, CHANNELS));

            NDArray pooled = insight.pool(Pass.inference(tokens), tokens);

            NDList parts = new NDList();
            Stripes stripes = new Stripes(n, t);
            for (int part = 0; part < Stripes.DIRECTIONS * t; part++) {
                int direction = part / t;
                int stripe = part % t;
                long[] cells = IntStream.range(0, n * n).filter(cell -> stripes.stripe(direction, cell) == stripe)
                        .asLongStream().toArray();
                NDArray own = tokens.transpose(1, 0, 2).get(manager.create(cells)).transpose(1, 0, 2);
                NDArray out = literal(attention, weights, own, tokens);
                parts.add(residual && attention != Attention.NONE ? out.add(mean(own)) : out);
            }
            Differences.assertClose(pooled, NDArrays.stack(parts, 1), 1e-5);
        }
    }

    /** Mean over the stripe's tokens of what they get from their keys. */
    private static NDArray literal(Attention attention, Weights weights, NDArray stripe, NDArray tokens) {
        return switch (attention) {
            case NONE -> mean(stripe);
            case MERGED -> mean(attend(weights, stripe, stripe.concat(tokens, 1)));
            case SELF -> mean(attend(weights, stripe, stripe));
            case CROSS -> mean(attend(weights, stripe, tokens));
            case CO -> {
                NDArray affinity = affinity(weights, stripe, tokens).transpose(0, 2, 1).softmax(-1);
                NDArray back = affinity.matMul(project(weights, "v", stripe));
                yield mean(attend(weights, stripe, tokens)).add(mean(back)).div(2);
            }
        };
    }

    private static NDArray attend(Weights weights, NDArray queries, NDArray keys) {
        return affinity(weights, queries, keys).softmax(-1).matMul(project(weights, "v", keys));
    }

    private static NDArray affinity(Weights weights, NDArray queries, NDArray keys) {
        return project(weights, "q", queries).matMul(project(weights, "k", keys).transpose(0, 2, 1))
                .div(Math.sqrt(CHANNELS));
    }

    private static NDArray project(Weights weights, String name, NDArray x) {
        NDArray matrix = weights.named().get(name + ".weight").getArray();
        return x.matMul(matrix.transpose()).add(weights.named().get(name + ".bias").getArray());
    }

    private static NDArray mean(NDArray tokens) {
        return tokens.mean(new int[]{1});
    }
}
