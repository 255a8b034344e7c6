package dev.geofix.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.geofix.platform.UserException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * AdamW (Loshchilov and Hutter, 2019): {@code w ← w − η·(m̂ / (√v̂ + ε) + λ·w)} with bias-corrected moments. Epsilon is added
 * to the corrected root, as PyTorch does.
 */
final class AdamW implements Optimizer {
    private static final double BETA1 = 0.9;
    private static final double BETA2 = 0.999;
    private static final double EPSILON = 1e-8;

    private final NDManager manager;
    private final List<ParameterGroup> groups;
    private final Moments first;
    private final Moments second;
    private long steps;

    AdamW(NDManager manager, List<ParameterGroup> groups) {
        this.manager = manager;
        this.groups = List.copyOf(groups);
        first = new Moments(manager, groups);
        second = new Moments(manager, groups);
    }

    @Override
    public void step(double factor) {
        steps++;
        double correction1 = 1 - Math.pow(BETA1, steps);
        double correction2 = Math.sqrt(1 - Math.pow(BETA2, steps));
        for (ParameterGroup group : groups) {
            double rate = group.learningRate() * factor;
            group.arrays().forEach((name, weight) -> {
                try (NDManager scope = manager.newSubManager()) {
                    NDArray gradient = weight.getGradient();
                    gradient.attach(scope);
                    NDArray m = first.of(name);
                    NDArray v = second.of(name);
                    m.muli(BETA1).addi(scoped(scope, gradient.mul(1 - BETA1)));
                    v.muli(BETA2).addi(scoped(scope, gradient.square().muli(1 - BETA2)));
                    NDArray root = scoped(scope, v.sqrt()).divi(correction2).addi(EPSILON);
                    weight.muli(1 - rate * group.weightDecay());
                    weight.subi(scoped(scope, m.div(root)).muli(rate / correction1));
                }
            });
        }
    }

    private static NDArray scoped(NDManager scope, NDArray array) {
        array.attach(scope);
        return array;
    }

    @Override
    public List<ParameterGroup> groups() {
        return groups;
    }

    @Override
    public Map<String, NDArray> state(NDManager scope) {
        Map<String, NDArray> state = new HashMap<>();
        first.export("adamw.first.", state);
        second.export("adamw.second.", state);
        state.put("adamw.steps", scope.create(new float[]{steps}));
        return state;
    }

    @Override
    public void restore(Map<String, NDArray> state) {
        first.restore("adamw.first.", state);
        second.restore("adamw.second.", state);
        NDArray saved = state.get("adamw.steps");
        if (saved == null) {
            throw new UserException("the checkpoint has no adamw.steps: it belongs to another optimiser");
        }
        steps = (long) saved.getFloat(0);
    }
}
