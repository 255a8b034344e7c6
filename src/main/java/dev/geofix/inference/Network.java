package dev.geofix.inference;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.geofix.network.Autograd;
import dev.geofix.network.EngineGate;
import dev.geofix.network.GlqiNet;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A network for inference only: nothing is recorded for gradients, on whatever thread it runs, and no batch leaves memory behind. */
final class Network implements AutoCloseable {
    private final NDManager manager;
    private final GlqiNet net;
    private final int side;

    /** Takes over the manager that the parameters live on. */
    Network(NDManager manager, GlqiNet net, int side) {
        this.manager = manager;
        this.net = net;
        this.side = side;
        net.freeze(name -> true);
    }

    /** Planes of side × side images to descriptors. */
    List<float[]> embed(List<float[]> planes) {
        Autograd.offOnThisThread();
        return EngineGate.pass(() -> forward(planes));
    }

    private List<float[]> forward(List<float[]> planes) {
        try (NDManager batch = manager.newSubManager()) {
            float[] values = net.embed(images(batch, planes)).toFloatArray();
            int dimension = net.architecture().dimension();
            List<float[]> descriptors = new ArrayList<>(planes.size());
            for (int i = 0; i < planes.size(); i++) {
                descriptors.add(Arrays.copyOfRange(values, i * dimension, (i + 1) * dimension));
            }
            return descriptors;
        }
    }

    NDArray images(NDManager batch, List<float[]> planes) {
        FloatBuffer buffer = FloatBuffer.allocate(planes.size() * 3 * side * side);
        planes.forEach(buffer::put);
        return batch.create(buffer.flip(), new Shape(planes.size(), 3, side, side));
    }

    GlqiNet net() {
        return net;
    }

    NDManager manager() {
        return manager;
    }

    @Override
    public void close() {
        manager.close();
    }
}
