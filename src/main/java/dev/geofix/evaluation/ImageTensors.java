package dev.geofix.evaluation;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.geofix.imaging.Normalisation;
import dev.geofix.imaging.RgbImage;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/** Pictures through a network and back. */
final class ImageTensors {
    private ImageTensors() {}

    /**
     * @param pictures all of one size
     * @param network images N×3×S×S → some results, the first axis of each N
     * @return for each result one row a picture
     */
    static List<float[][]> rows(NDManager manager, List<RgbImage> pictures, Normalisation normalisation,
            Function<NDArray, NDList> network) {
        int side = pictures.getFirst().width();
        FloatBuffer planes = FloatBuffer.allocate(pictures.size() * 3 * side * side);
        for (int i = 0; i < pictures.size(); i++) {
            normalisation.write(pictures.get(i), planes, i * 3 * side * side);
        }
        try (NDManager scope = manager.newSubManager()) {
            NDList results = network.apply(scope.create(planes, new Shape(pictures.size(), 3, side, side)));
            return results.stream().map(result -> rows(result.toFloatArray(), pictures.size())).toList();
        }
    }

    private static float[][] rows(float[] values, int count) {
        int dimension = values.length / count;
        float[][] rows = new float[count][];
        for (int i = 0; i < count; i++) {
            rows[i] = Arrays.copyOfRange(values, i * dimension, (i + 1) * dimension);
        }
        return rows;
    }
}
