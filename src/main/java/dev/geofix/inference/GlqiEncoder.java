package dev.geofix.inference;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.geofix.imaging.Normalisation;
import dev.geofix.imaging.Resize;
import dev.geofix.imaging.RgbImage;
import dev.geofix.inference.MicroBatcher.EncoderMetrics;
import dev.geofix.network.Autograd;
import dev.geofix.network.DescriptorCentering;
import dev.geofix.network.EngineBulkhead;
import dev.geofix.network.EngineKernels;
import dev.geofix.network.EngineThreads;
import dev.geofix.network.GlqiNet;
import dev.geofix.network.ModelFolder;
import dev.geofix.network.ModelManifest;
import dev.geofix.network.Preprocessing;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** The encoder of one loaded model. Scaling and normalising is the caller's work, so that the network's threads do nothing else. */
final class GlqiEncoder implements Encoder, AutoCloseable {
    private final ModelVersion version;
    private final ModelManifest manifest;
    private final DescriptorCentering centering;
    private final Calibration calibration;
    private final Normalisation normalisation;
    private final Network network;
    private final MicroBatcher batcher;

    private GlqiEncoder(ModelVersion version, ModelFolder folder, NDManager manager, ModelSettings settings,
            EncoderMetrics metrics) throws IOException {
        this.version = version;
        this.manifest = folder.manifest();
        this.centering = folder.centering();
        this.calibration = Calibration.ofModel(manifest.calibration());
        Preprocessing preprocessing = manifest.preprocessing();
        this.normalisation = new Normalisation(preprocessing.meanArray(), preprocessing.deviationArray());
        this.network = new Network(manager, folder.network(manager), preprocessing.inputSize());
        this.batcher = new MicroBatcher("encoder-" + version, network::embed, settings, metrics);
    }

    /** Loads a model and runs it once, as the engine chooses its kernels at the first call. */
    static GlqiEncoder load(ModelVersion version, ModelFolder folder, ModelSettings settings, EncoderMetrics metrics) {
        EngineThreads.limit(settings.engineThreads());
        EngineBulkhead.allow(settings.forwards());
        EngineKernels.check();
        NDManager manager = NDManager.newBaseManager();
        try {
            GlqiEncoder encoder = new GlqiEncoder(version, folder, manager, settings, metrics);
            int size = encoder.inputSize();
            RgbImage black = new RgbImage(size, size, new byte[3 * size * size]);
            encoder.embed(black, View.DRONE);
            encoder.embedAll(Collections.nCopies(settings.maxBatch(), black), View.SATELLITE);
            return encoder;
        } catch (IOException e) {
            manager.close();
            throw new UncheckedIOException(e);
        } catch (RuntimeException e) {
            manager.close();
            throw e;
        }
    }

    @Override
    public List<Descriptor> embedAll(List<RgbImage> images, View view) {
        int size = inputSize();
        List<float[]> planes = images.stream()
                .map(image -> normalisation.toPlanes(Resize.bicubic(image, size, size))).toList();
        return batcher.apply(planes).stream().map(values -> new Descriptor(manifest.parts(), switch (view) {
            case DRONE -> centering.drone(values);
            case SATELLITE -> centering.satellite(values);
        })).toList();
    }

    /** Images that wait for this network. */
    int waiting() {
        return batcher.waiting();
    }

    @Override
    public ModelVersion version() {
        return version;
    }

    @Override
    public int dimension() {
        return manifest.architecture().dimension();
    }

    @Override
    public int inputSize() {
        return manifest.preprocessing().inputSize();
    }

    @Override
    public Calibration calibration() {
        return calibration;
    }

    @Override
    public Map<String, Object> verification() {
        return Calibration.verificationOf(manifest.calibration());
    }

    /** Serves who waits, then frees the weights. */
    @Override
    public void close() {
        batcher.close();
        network.close();
    }

    /** A network for inference only: nothing is recorded for gradients, on whatever thread it runs, and no batch leaves memory behind. */
    static final class Network implements AutoCloseable {
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
            EngineThreads.allOnThisThread();
            return EngineBulkhead.pass(() -> forward(planes));
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
}
