package dev.geofix.training.job;

import dev.geofix.jobs.InvalidJobException;
import dev.geofix.network.Architecture;
import dev.geofix.network.GlqiNet;
import dev.geofix.network.TensorSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Whether the disk has room for a training. A checkpoint holds weights and two moments, 12 bytes a parameter; two of them lie side by side for a moment, the model
 * takes 2 bytes more in the run and 2 where it is installed. Reports and figures need little.
 */
final class DiskNeed {
    private static final long BYTES_A_PARAMETER = 2 * 12 + 2 + 2;
    private static final long REPORTS = 64L << 20;

    private DiskNeed() {}

    static long bytes(Architecture network) {
        TensorSource state = new GlqiNet(network).state();
        long parameters = state.names().stream()
                .mapToLong(name -> Arrays.stream(state.shape(name)).reduce(1, (a, b) -> a * b)).sum();
        return parameters * BYTES_A_PARAMETER + REPORTS;
    }

    /** @throws InvalidJobException when less is free */
    static void require(Path data, long bytes) {
        try {
            long free = Files.getFileStore(data).getUsableSpace();
            if (free < bytes) {
                throw new InvalidJobException("The training",
                        "needs about %d MB in %s for its checkpoints, and %d MB are free. "
                                .formatted(bytes >> 20, data, free >> 20)
                                + "Make room there, or train a smaller network.backbone");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
