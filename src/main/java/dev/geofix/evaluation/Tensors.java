package dev.geofix.evaluation;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.geofix.image.Normalisation;
import dev.geofix.image.RgbImage;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;

/** Pictures through a network and back. */
final class Tensors {
    private Tensors() {}

    /**
     * @param pictures all of one size
     * @param network images N×3×S×S → N×D
     */
    static float[][] rows(NDManager manager, List<RgbImage> pictures, Normalisation normalisation,
            UnaryOperator<NDArray> network) {
        int side = pictures.getFirst().width();
        FloatBuffer planes = FloatBuffer.allocate(pictures.size() * 3 * side * side);
        for (int i = 0; i < pictures.size(); i++) {
            normalisation.write(pictures.get(i), planes, i * 3 * side * side);
        }
        try (NDManager scope = manager.newSubManager()) {
            NDArray result = network.apply(scope.create(planes, new Shape(pictures.size(), 3, side, side)));
            float[] values = result.toFloatArray();
            int dimension = values.length / pictures.size();
            float[][] rows = new float[pictures.size()][];
            for (int i = 0; i < rows.length; i++) {
                rows[i] = Arrays.copyOfRange(values, i * dimension, (i + 1) * dimension);
            }
            return rows;
        }
    }
}
