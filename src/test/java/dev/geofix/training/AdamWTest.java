package dev.geofix.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import dev.geofix.network.Autograd;
import dev.geofix.training.Optimizer.AdamW;
import dev.geofix.training.Optimizer.ParameterGroup;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AdamWTest {
    private NDManager manager;

    @BeforeEach
    void open() {
        Autograd.offOnThisThread();
        manager = NDManager.newBaseManager();
    }

    @AfterEach
    void close() {
        manager.close();
    }

    @Test
    void takesTheStepsOfTheFormula() {
        NDArray weight = weight(0.5f);
        AdamW optimizer = new AdamW(manager, List.of(new ParameterGroup(Map.of("w", weight), 0.1, 0.01)));
        double w = 0.5;
        double m = 0;
        double v = 0;
        for (int t = 1; t <= 3; t++) {
            squareGradient(weight);
            optimizer.step(0.5);
            double g = 2 * w;
            m = 0.9 * m + 0.1 * g;
            v = 0.999 * v + 0.001 * g * g;
            double update = m / (1 - Math.pow(0.9, t)) / (Math.sqrt(v / (1 - Math.pow(0.999, t))) + 1e-8);
            w -= 0.05 * (update + 0.01 * w);
            assertThat((double) weight.getFloat()).isCloseTo(w, within(1e-6));
            optimizer.zeroGradients();
        }
    }

    @Test
    void goesOnFromASavedStateAsIfItHadNeverStopped() {
        NDArray straight = weight(0.5f);
        NDArray stopped = weight(0.5f);
        AdamW whole = new AdamW(manager, group(straight));
        AdamW first = new AdamW(manager, group(stopped));
        update(whole, straight);
        update(first, stopped);
        AdamW second = new AdamW(manager, group(stopped));
        second.restore(first.state(manager));
        update(whole, straight);
        update(second, stopped);
        assertThat(stopped.getFloat()).isEqualTo(straight.getFloat());
    }

    @Test
    void refusesTheStateOfAnotherOptimiser() {
        NDArray weight = weight(1);
        Map<String, NDArray> other = new Optimizer.Sgd(manager, group(weight), 0.9).state(manager);
        AdamW optimizer = new AdamW(manager, group(weight));
        assertThatIllegalArgumentException().isThrownBy(() -> optimizer.restore(other))
                .withMessageContaining("another network or optimiser");
    }

    private static List<ParameterGroup> group(NDArray weight) {
        return List.of(new ParameterGroup(Map.of("w", weight), 0.1, 0));
    }

    private void update(Optimizer optimizer, NDArray weight) {
        optimizer.zeroGradients();
        squareGradient(weight);
        optimizer.step(1);
    }

    private NDArray weight(float value) {
        NDArray weight = manager.create(value);
        weight.setRequiresGradient(true);
        return weight;
    }

    private static void squareGradient(NDArray weight) {
        try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
            collector.backward(weight.square());
        }
    }
}
