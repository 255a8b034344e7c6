package dev.geofix.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import org.jspecify.annotations.Nullable;

/**
 * Symmetric InfoNCE (van den Oord et al., 2018; both directions as in CLIP): row i of both descriptor matrices shows one
 * place, all other rows of the other view are negatives; cross-entropy over the scaled cosines, mean of both directions.
 */
final class InfoNce {
    private InfoNce() {}

    /**
     * @param drone N × D, unit rows
     * @param satellite N × D, unit rows
     * @param logScale natural logarithm of the inverse temperature, scalar
     * @param smoothing label smoothing ε: the true place gets 1 − ε + ε/N of the target's mass, each other place of the
     * batch ε/N
     * @param memory further negatives of both views; absent where there are none
     * @return scalar loss
     */
    static NDArray loss(NDArray drone, NDArray satellite, NDArray logScale, double smoothing,
            DescriptorMemory.@Nullable Negatives memory) {
        NDArray scale = logScale.exp();
        NDArray logits = drone.matMul(satellite.transpose()).mul(scale);
        NDArray fromDrone = logits;
        NDArray fromSatellite = logits.transpose();
        if (memory != null) {
            fromDrone = fromDrone.concat(remembered(drone, memory.satellite(), scale, memory.mask()), 1);
            fromSatellite = fromSatellite.concat(remembered(satellite, memory.drone(), scale, memory.mask()), 1);
        }
        return crossEntropyOfDiagonal(fromDrone, smoothing).add(crossEntropyOfDiagonal(fromSatellite, smoothing))
                .div(2);
    }

    private static NDArray remembered(NDArray queries, NDArray others, NDArray scale, NDArray mask) {
        NDArray transposed = others.transpose();
        // A view belongs to its memory's manager, which outlives the step.
        transposed.attach(queries.getManager());
        return queries.matMul(transposed).mul(scale).add(mask);
    }

    /** Share of rows whose highest score is their own place's: recall@1 inside the batch. */
    static float accuracy(NDArray drone, NDArray satellite) {
        NDArray best = drone.matMul(satellite.transpose()).argMax(1).toType(DataType.INT32, false);
        NDArray own = drone.getManager().arange((int) drone.getShape().get(0));
        return best.eq(own).toType(DataType.FLOAT32, false).mean().getFloat();
    }

    /** @param logits N × (N + M): row i's own place is column i */
    private static NDArray crossEntropyOfDiagonal(NDArray logits, double smoothing) {
        long places = logits.getShape().get(0);
        NDArray logProbabilities = logits.logSoftmax(1).get(new NDIndex(":, :{}", places));
        NDArray eye = logits.getManager().eye((int) places);
        // Scalars as float: a double times a scalar tensor would turn the loss into float64.
        NDArray own = logProbabilities.mul(eye).sum(new int[]{1}).mean();
        NDArray spread = logProbabilities.mean();
        return own.mul((float) (1 - smoothing)).add(spread.mul((float) smoothing)).neg();
    }
}
