package dev.geofix.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import dev.geofix.network.Autograd;
import dev.geofix.training.Optimizer.ParameterGroup;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GradientsTest {
    @Test
    void scalesTheJointNormOfAllGroupsDownToTheMaximum() {
        Autograd.offOnThisThread();
        try (NDManager manager = NDManager.newBaseManager()) {
            NDArray a = manager.create(new float[]{3, 0});
            NDArray b = manager.create(new float[]{4});
            a.setRequiresGradient(true);
            b.setRequiresGradient(true);
            Optimizer optimizer = new Optimizer.Sgd(manager,
                    List.of(new ParameterGroup(Map.of("a", a), 1, 0), new ParameterGroup(Map.of("b", b), 1, 0)), 0);
            try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
                collector.backward(a.square().sum().add(b.square().sum()).div(2));
            }
            assertThat(optimizer.clipGradients(10)).isCloseTo(5, within(1e-5));
            assertThat(a.getGradient().toFloatArray()).containsExactly(3, 0);
            assertThat(optimizer.clipGradients(1)).isCloseTo(5, within(1e-5));
            assertThat(a.getGradient().getFloat(0)).isCloseTo(0.6f, within(1e-5f));
            assertThat(b.getGradient().getFloat(0)).isCloseTo(0.8f, within(1e-5f));
            optimizer.zeroGradients();
            assertThat(b.getGradient().getFloat(0)).isZero();
        }
    }
}
