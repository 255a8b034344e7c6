package dev.geofix.network;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Activation;
import ai.djl.nn.Parameter;
import ai.djl.nn.norm.Dropout;
import ai.djl.training.initializer.Initializer;
import dev.geofix.network.Layers.BatchStatistics;

/**
 * One head for each part, N×P×C → N×P×D: linear, BatchNorm, ReLU, dropout. All are computed at once: a batched product,
 * and one BatchNorm over P·D features, which keeps its statistics by feature and so is the same as P of them.
 */
final class PartHeads {
    private final PartLinear linear;
    private final BatchStatistics norm;
    private final boolean relu;
    private final float dropout;

    PartHeads(Weights weights, int channels, Architecture architecture) {
        int dimension = architecture.partDimension();
        Weights head = weights.at("head.*");
        linear = new PartLinear(head.at(0), architecture.parts(), channels, dimension, Weights.kaiming(dimension));
        norm = BatchStatistics.of(head.at(1), (long) architecture.parts() * dimension, Initializer.ONES);
        relu = architecture.headRelu();
        dropout = (float) architecture.dropout();
    }

    NDArray apply(Pass pass, NDArray pooled) {
        NDArray x = linear.apply(pass, pooled);
        x = norm.apply(pass, x.reshape(x.getShape().get(0), -1)).reshape(x.getShape());
        if (relu) {
            x = Activation.relu(x);
        }
        return pass.training() && dropout > 0 ? Dropout.dropout(x, dropout, true).singletonOrThrow() : x;
    }

    /** P linear layers side by side, N×P×in → N×P×out; weight P×out×in, each slice as PyTorch's. */
    record PartLinear(Parameter weight, Parameter bias) {
        PartLinear(Weights weights, int parts, int in, int out, Initializer initializer) {
            this(weights.weight("weight", initializer, parts, out, in), weights.bias("bias", parts, out));
        }

        NDArray apply(Pass pass, NDArray x) {
            NDArray transposed = pass.value(weight).transpose(0, 2, 1);
            // A view belongs to its parameter's manager, which outlives the step.
            transposed.attach(x.getManager());
            return x.transpose(1, 0, 2).matMul(transposed).transpose(1, 0, 2).add(pass.value(bias));
        }
    }
}
