package dev.geofix.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import dev.geofix.network.TensorSource;
import java.util.Arrays;
import java.util.Map;

/**
 * The descriptors of the last batches as further negatives (cross-batch memory; Wang et al., CVPR 2020): a batch of some
 * dozen pairs meets a gallery of hundreds, as it will in use, at the cost of one product. They are a few steps old, which
 * small learning rates forgive.
 */
final class DescriptorMemory {
    /** Added to the logits of what must not be a negative: the softmax of the rest does not see it. */
    private static final float NEVER = -1e4f;
    private static final int EMPTY = -1;

    /**
     * @param drone M × D
     * @param satellite M × D
     * @param mask N × M, 0 where the remembered place is a negative of the batch's, else far below every logit
     */
    record Negatives(NDArray drone, NDArray satellite, NDArray mask) {}

    private final PairSource source;
    private final int capacity;
    private final NDArray drone;
    private final NDArray satellite;
    /** One place a row, and behind them the row to be written next: float32, so that a checkpoint holds it like all else. */
    private final NDArray places;

    /** @param capacity places to keep, above 0 */
    DescriptorMemory(NDManager manager, PairSource source, int capacity, long dimension) {
        this.source = source;
        this.capacity = capacity;
        drone = manager.zeros(new Shape(capacity, dimension));
        satellite = manager.zeros(new Shape(capacity, dimension));
        float[] none = new float[capacity + 1];
        Arrays.fill(none, 0, capacity, EMPTY);
        places = manager.create(none);
    }

    /** What is remembered, against a batch of these places. */
    Negatives against(int[] batch, NDManager scope) {
        float[] remembered = places.toFloatArray();
        Ground[] grounds = new Ground[capacity];
        float[] mask = new float[batch.length * capacity];
        for (int i = 0; i < batch.length; i++) {
            Ground own = source.ground(batch[i]);
            for (int j = 0; j < capacity; j++) {
                if (remembered[j] != EMPTY && grounds[j] == null) {
                    grounds[j] = source.ground((int) remembered[j]);
                }
                mask[i * capacity + j] = remembered[j] != EMPTY && own.isApart(grounds[j]) ? 0 : NEVER;
            }
        }
        return new Negatives(drone, satellite, scope.create(mask, new Shape(batch.length, capacity)));
    }

    /** Puts a batch in the place of the oldest. Called outside of any recording of gradients. */
    void add(int[] batch, NDArray droneRows, NDArray satelliteRows) {
        float[] numbers = places.toFloatArray();
        int next = (int) numbers[capacity];
        for (int i = 0; i < batch.length; i++) {
            drone.set(new NDIndex(next), droneRows.get(i));
            satellite.set(new NDIndex(next), satelliteRows.get(i));
            numbers[next] = batch[i];
            next = (next + 1) % capacity;
        }
        numbers[capacity] = next;
        places.set(numbers);
    }

    TensorSource state() {
        return TensorSource.of(Map.of("drone", drone, "satellite", satellite, "places", places));
    }

    void restore(TensorSource state) {
        drone.set(state.values("drone"));
        satellite.set(state.values("satellite"));
        places.set(state.values("places"));
    }
}
