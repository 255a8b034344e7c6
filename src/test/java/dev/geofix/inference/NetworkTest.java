package dev.geofix.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import dev.geofix.inference.GlqiEncoder.Network;
import dev.geofix.network.Autograd;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

class NetworkTest {

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
        run(200);
        int arrays = network.manager().getManagedArrays().size();
        long least = Long.MAX_VALUE;
        for (int round = 0; round < 4; round++) {
            long before = allocatedBytes();
            run(400);
            least = Math.min(least, allocatedBytes() - before);
        }
        assertThat(network.manager().getManagedArrays()).hasSize(arrays);
        // A leak of one input a request alone would be 400 · 12 KB · 2 images = 9.8 MB in every round; what else the process does grows in some of them.
        assertThat(least).isLessThan(4L << 20);
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

    /** What the C library has given out and not got back; what the process holds besides grows for reasons of its own. */
    private static long allocatedBytes() throws Exception {
        Linker linker = Linker.nativeLinker();
        Optional<MemorySegment> mallinfo = linker.defaultLookup().find("mallinfo2");
        Assumptions.assumeTrue(mallinfo.isPresent(), "needs the GNU C library 2.33 or later");
        StructLayout fields = MemoryLayout.structLayout(Collections.nCopies(10, ValueLayout.JAVA_LONG)
                .toArray(MemoryLayout[]::new));
        System.gc();
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment info = (MemorySegment) linker.downcallHandle(mallinfo.get(), FunctionDescriptor.of(fields))
                    .invokeExact((SegmentAllocator) arena);
            int mapped = 4;
            int inArenas = 7;
            return info.getAtIndex(ValueLayout.JAVA_LONG, mapped) + info.getAtIndex(ValueLayout.JAVA_LONG, inArenas);
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}
