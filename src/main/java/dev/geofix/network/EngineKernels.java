package dev.geofix.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.convolutional.Conv2d;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;

/**
 * Keeps the engine from kernels that compute wrong numbers.
 *
 * <p>On a virtual AMD EPYC that states no caches, the AVX2 and AVX-512 kernels of the engine's library for convolutions (oneDNN, with PyTorch 2.3.1) give values that are wrong by half and more as soon
 * as a number of channels is no multiple of their width; those up to AVX are right, and no slower there. The library sizes its blocks by the caches, so their absence is taken as the sign; since that is a
 * guess, {@link #check} looks at the numbers themselves.
 */
public final class EngineKernels {
    private static final String VARIABLE = "ONEDNN_MAX_CPU_ISA";
    private static final String SAFE = "AVX";
    private static final Path PROCESSOR = Path.of("/sys/devices/system/cpu/cpu0");
    private static final double TOLERANCE = 1e-3;
    private static final int SPOILT_CHANNELS = 128;

    private EngineKernels() {}

    /**
     * Chooses the kernels before the engine is loaded; afterwards it has no effect. What the environment says already goes before.
     */
    public static void choose() {
        if (System.getenv(VARIABLE) == null && Files.isDirectory(PROCESSOR)
                && !Files.isDirectory(PROCESSOR.resolve("cache"))) {
            setEnvironment(VARIABLE, SAFE);
        }
    }

    /** The library reads the process's own environment, which Java cannot change by itself. */
    private static void setEnvironment(String name, String value) {
        Linker linker = Linker.nativeLinker();
        linker.defaultLookup().find("setenv").ifPresent(symbol -> {
            try (Arena arena = Arena.ofConfined()) {
                linker.downcallHandle(symbol, FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS,
                        ValueLayout.ADDRESS, ValueLayout.JAVA_INT)).invoke(arena.allocateFrom(name),
                                arena.allocateFrom(value), 0);
            } catch (Throwable e) {
                throw new IllegalStateException("cannot set " + name, e);
            }
        });
    }

    /**
     * Compares a few convolutions with sums in plain Java: a wrong descriptor would be a confident wrong place.
     *
     * @throws InvalidModelException when the engine cannot be trusted on this machine; the message says what to do
     */
    public static void check() {
        int[][] cases = {{24, 24, 3, 1}, {24, 64, 3, 2}, {40, 80, 2, 2}, {3, 40, 4, 4}};
        try (NDManager manager = NDManager.newBaseManager()) {
            for (int[] channels : cases) {
                for (boolean channelsLast : new boolean[]{false, true}) {
                    double error = error(manager, channels[0], channels[1], channels[2], channels[3], channelsLast);
                    if (!(error < TOLERANCE)) {
                        throw new InvalidModelException("the engine computes wrong numbers on this processor (a "
                                + "convolution of " + channels[0] + " channels is off by " + error + " of its largest "
                                + "value). Start with the environment variable " + VARIABLE + "=" + SAFE
                                + ", or SSE41 if that does not help");
                    }
                }
            }
        }
    }

    /**
     * Largest difference over the largest value, of one convolution of a picture of 32 × 32: the engine gives smaller work to other kernels. Some of the bad kernels read beyond their numbers, what is free
     * there included, so that gets what spoils any sum.
     */
    private static double error(NDManager manager, int in, int out, int kernel, int stride, boolean channelsLast) {
        int side = 32;
        SplittableRandom random = new SplittableRandom(1);
        float[] x = values(random, in * side * side);
        float[] w = values(random, out * in * kernel * kernel);
        try (NDManager own = manager.newSubManager()) {
            for (int channels = SPOILT_CHANNELS; channels > 0; channels -= SPOILT_CHANNELS / 4) {
                own.full(new Shape(channels, side, side), Float.NaN).close();
            }
            NDArray picture = own.create(x, new Shape(1, in, side, side));
            if (channelsLast) {
                picture = picture.transpose(0, 2, 3, 1).add(0f).transpose(0, 3, 1, 2);
            }
            int padding = stride == 1 ? kernel / 2 : 0;
            NDArray found = Conv2d.conv2d(picture, own.create(w, new Shape(out, in, kernel, kernel)), null,
                    new Shape(stride, stride), new Shape(padding, padding), new Shape(1, 1), 1).singletonOrThrow();
            float[] values = found.toFloatArray();
            int size = (int) found.getShape().get(2);
            double largest = 0;
            double difference = 0;
            boolean finite = true;
            for (int i = 0; i < values.length; i++) {
                double expected = sum(x, w, in, side, kernel, stride, padding, i / (size * size), i / size % size,
                        i % size);
                largest = Math.max(largest, Math.abs(expected));
                difference = Math.max(difference, Math.abs(expected - values[i]));
                finite &= Float.isFinite(values[i]);
            }
            return finite ? difference / largest : Double.POSITIVE_INFINITY;
        }
    }

    private static double sum(float[] x, float[] w, int in, int side, int kernel, int stride, int padding, int channel,
            int row, int column) {
        double sum = 0;
        for (int c = 0; c < in; c++) {
            for (int j = 0; j < kernel; j++) {
                for (int i = 0; i < kernel; i++) {
                    int y = row * stride + j - padding;
                    int z = column * stride + i - padding;
                    if (y >= 0 && z >= 0 && y < side && z < side) {
                        sum += w[((channel * in + c) * kernel + j) * kernel + i] * x[(c * side + y) * side + z];
                    }
                }
            }
        }
        return sum;
    }

    private static float[] values(SplittableRandom random, int count) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) (random.nextDouble() - 0.5);
        }
        return values;
    }
}
