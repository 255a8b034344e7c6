package dev.geofix.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import dev.geofix.network.Autograd;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

class NetworkTest {
    private static final long PAGE = 4096;

    private final Network network = TestNetworks.tiny(32);

    @AfterEach
    void close() {
        network.close();
    }

    @Test
    void givesOneDescriptorAnImage() {
        List<float[]> descriptors = network.embed(List.of(planes(0.1f), planes(0.9f)));
        assertThat(descriptors).hasSize(2).allSatisfy(values -> assertThat(new Descriptor(4, values)).isNotNull());
    }

    @Test
    void aBatchChangesNoDescriptor() {
        float[] alone = network.embed(List.of(planes(0.3f))).getFirst();
        float[] among = network.embed(List.of(planes(-1f), planes(0.3f), planes(2f))).get(1);
        assertThat(new Descriptor(4, alone).cosine(new Descriptor(4, among))).isCloseTo(1, within(1e-5));
    }

    @Test
    void noThreadRecordsAGraph() throws Exception {
        network.embed(List.of(planes(0)));
        assertThat(onNewThread(() -> {
            network.embed(List.of(planes(0)));
            return Autograd.recordsOnThisThread();
        })).isFalse();
    }

    @Test
    void frozenParametersRecordNoGraphEvenWhereRecordingIsOn() throws Exception {
        network.embed(List.of(planes(0)));
        assertThat(onNewThread(() -> {
            try (NDManager batch = network.manager().newSubManager()) {
                assertThat(Autograd.recordsOnThisThread()).isTrue();
                NDArray descriptor = network.net().embed(network.images(batch, List.of(planes(0))));
                return JniUtils.requiresGrad((PtNDArray) descriptor);
            }
        })).isFalse();
    }

    @Test
    void nativeMemoryStaysFlatOverManyRequests() throws Exception {
        run(300);
        int arrays = network.manager().getManagedArrays().size();
        // A leak of one input a request alone would be 2000 · 12 KB · 2 images = 48 MB in each round. Java's heap and code grow too, but not in each.
        long grown = Long.MAX_VALUE;
        for (int round = 0; round < 3 && grown >= 32L << 20; round++) {
            long before = residentBytes();
            run(2000);
            grown = residentBytes() - before;
        }
        assertThat(network.manager().getManagedArrays()).hasSize(arrays);
        assertThat(grown).isLessThan(32L << 20);
    }

    private void run(int requests) throws Exception {
        onNewThread(() -> {
            List<float[]> images = List.of(planes(0), planes(1), planes(2));
            for (int i = 0; i < requests; i++) {
                network.embed(images.subList(0, 1 + i % 3));
            }
            return true;
        });
    }

    private static boolean onNewThread(Callable<Boolean> work)
            throws InterruptedException, ExecutionException {
        FutureTask<Boolean> task = new FutureTask<>(work);
        Thread.ofPlatform().start(task);
        return task.get();
    }

    private static float[] planes(float value) {
        float[] planes = new float[3 * 32 * 32];
        for (int i = 0; i < planes.length; i++) {
            planes[i] = value + (i % 13) / 13f;
        }
        return planes;
    }

    private static long residentBytes() throws IOException {
        Path statm = Path.of("/proc/self/statm");
        Assumptions.assumeTrue(Files.exists(statm), "needs /proc");
        System.gc();
        return Long.parseLong(Files.readString(statm).split(" ")[1]) * PAGE;
    }
}
