package dev.geofix.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import dev.geofix.network.Autograd;

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
     * @param smoothing label smoothing ε: the true place gets 1 − ε + ε/N of the target's mass, each other place ε/N
     * @return scalar loss
     */
    static NDArray loss(NDArray drone, NDArray satellite, NDArray logScale, double smoothing) {
        NDArray scale = logScale.exp();
        // Else it belongs to the manager of the temperature, which is the whole training's.
        scale.attach(drone.getManager());
        NDArray logits = drone.matMul(satellite.transpose()).mul(scale);
        return crossEntropyOfDiagonal(logits, smoothing).add(crossEntropyOfDiagonal(logits.transpose(), smoothing))
                .div(Autograd.scalar(logits, 2));
    }

    /** Share of rows whose highest score is their own place's: recall@1 inside the batch. */
    static float accuracy(NDArray drone, NDArray satellite) {
        NDArray best = drone.matMul(satellite.transpose()).argMax(1).toType(DataType.INT32, false);
        NDArray own = drone.getManager().arange((int) drone.getShape().get(0));
        return best.eq(own).toType(DataType.FLOAT32, false).mean().getFloat();
    }

    private static NDArray crossEntropyOfDiagonal(NDArray logits, double smoothing) {
        NDArray logProbabilities = logits.logSoftmax(1);
        NDArray eye = logits.getManager().eye((int) logits.getShape().get(0));
        NDArray own = logProbabilities.mul(eye).sum(new int[]{1}).mean();
        NDArray spread = logProbabilities.mean();
        return own.mul(Autograd.scalar(own, 1 - smoothing)).add(spread.mul(Autograd.scalar(spread, smoothing))).neg();
    }
}
