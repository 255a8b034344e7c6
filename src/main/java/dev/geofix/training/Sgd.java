package dev.geofix.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Stochastic gradient descent with heavy-ball momentum as PyTorch defines it: {@code v ← μ·v + g + λ·w; w ← w − η·v}. The
 * velocity starts at zero, so the first step is a plain one.
 */
final class Sgd implements Optimizer {
    private final NDManager manager;
    private final List<ParameterGroup> groups;
    private final double momentum;
    private final Moments velocity;

    Sgd(NDManager manager, List<ParameterGroup> groups, double momentum) {
        this.manager = manager;
        this.groups = List.copyOf(groups);
        this.momentum = momentum;
        velocity = new Moments(manager, groups);
    }

    @Override
    public void step(double factor) {
        for (ParameterGroup group : groups) {
            group.arrays().forEach((name, weight) -> {
                try (NDManager scope = manager.newSubManager()) {
                    NDArray gradient = weight.getGradient();
                    gradient.attach(scope);
                    NDArray decay = weight.mul(group.weightDecay());
                    decay.attach(scope);
                    NDArray v = velocity.of(name);
                    v.muli(momentum).addi(gradient).addi(decay);
                    NDArray change = v.mul(group.learningRate() * factor);
                    change.attach(scope);
                    weight.subi(change);
                }
            });
        }
    }

    @Override
    public List<ParameterGroup> groups() {
        return groups;
    }

    @Override
    public Map<String, NDArray> state(NDManager scope) {
        Map<String, NDArray> state = new HashMap<>();
        velocity.export("sgd.velocity.", state);
        return state;
    }

    @Override
    public void restore(Map<String, NDArray> state) {
        velocity.restore("sgd.velocity.", state);
    }
}
