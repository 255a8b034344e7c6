package dev.geofix.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.util.List;

/** What is done to all gradients of a network between two steps. */
public final class Gradients {
    private Gradients() {}

    /** Sets every gradient to zero; the engine adds to them with each backward pass. */
    public static void zero(List<ParameterGroup> groups) {
        for (ParameterGroup group : groups) {
            group.arrays().values().forEach(array -> JniUtils.zeroGrad((PtNDArray) array));
        }
    }

    /**
     * Scales all gradients by one factor so that their joint Euclidean norm is at most {@code maximum}; 0 leaves
     * them as they are.
     *
     * @return the norm before scaling; NaN or infinity when a gradient has such an entry (nothing is scaled then)
     */
    public static double clipNorm(NDManager manager, List<ParameterGroup> groups, double maximum) {
        try (NDManager scope = manager.newSubManager()) {
            double squares = 0;
            for (ParameterGroup group : groups) {
                for (NDArray array : group.arrays().values()) {
                    NDArray gradient = array.getGradient();
                    gradient.attach(scope);
                    NDArray sum = gradient.square().sum();
                    sum.attach(scope);
                    squares += sum.getFloat();
                }
            }
            double norm = Math.sqrt(squares);
            if (maximum > 0 && norm > maximum && Double.isFinite(norm)) {
                for (ParameterGroup group : groups) {
                    for (NDArray array : group.arrays().values()) {
                        NDArray gradient = array.getGradient();
                        gradient.attach(scope);
                        gradient.muli(maximum / norm);
                    }
                }
            }
            return norm;
        }
    }
}
