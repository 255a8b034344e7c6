package dev.geofix.training;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import dev.geofix.network.Autograd;
import dev.geofix.network.GlqiNet;
import dev.geofix.training.Objective.InfoNce;
import dev.geofix.training.Objective.PaperLoss;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the engine keeps for the way back must outlive a collection of garbage that comes between forward and backward. */
class GarbageTest {
    private static final int PLACES = 2;

    @Test
    void aCollectionOfGarbageBetweenForwardAndBackwardChangesNoGradient() {
        Autograd.offOnThisThread();
        try (NDManager manager = NDManager.newBaseManager()) {
            Engine.getInstance().setRandomSeed(1);
            NDArray parts = manager.randomNormal(new Shape(2L * PLACES, 3, 5));
            float[] quiet = gradient(parts.duplicate(), () -> {});
            float[] disturbed = gradient(parts.duplicate(), GarbageTest::collectGarbage);
            assertThat(quiet).isNotEqualTo(new float[quiet.length]);
            assertThat(disturbed).containsExactly(quiet);
        }
    }

    private static float[] gradient(NDArray parts, Runnable between) {
        parts.setRequiresGradient(true);
        try (NDManager scope = parts.getManager().newSubManager();
                GradientCollector collector = Engine.getInstance().newGradientCollector()) {
            NDArray descriptors = GlqiNet.descriptor(parts);
            NDArray infoNce = InfoNce.loss(descriptors.get(new NDIndex("0:{}", PLACES)),
                    descriptors.get(new NDIndex("{}:", PLACES)), scope.create(1f), 0.1);
            NDArray labels = scope.create(new long[]{0, 1, 0, 1});
            NDArray views = scope.create(new long[]{1, 1, 0, 0});
            NDArray loss = infoNce.add(PaperLoss.of(parts, parts, labels, views).total());
            between.run();
            collector.backward(loss);
            return parts.getGradient().toFloatArray();
        }
    }

    /** Memory that nobody on the Java side owns any more is given to buffers whose values are not numbers. */
    private static void collectGarbage() {
        List<ByteBuffer> others = new ArrayList<>();
        byte[] nan = new byte[8];
        Arrays.fill(nan, (byte) 0xff);
        for (int round = 0; round < 3; round++) {
            System.gc();
            for (int i = 0; i < 2000; i++) {
                others.add(ByteBuffer.allocateDirect(nan.length).put(0, nan));
            }
        }
        assertThat(others).hasSize(6000);
    }
}
