package dev.geofix.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import dev.geofix.platform.UserException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Changes parameters in place by their gradients: the loop over all of them, what is done to their gradients between two steps, and the averages that a rule of update
 * keeps. Runs with gradient recording off.
 */
public abstract sealed class Optimizer {
    private final NDManager manager;
    private final List<ParameterGroup> groups;

    /**
     * Parameters that share a learning rate and a weight decay.
     *
     * @param arrays the trained arrays by their PyTorch name, in a fixed order; their gradients are attached
     */
    record ParameterGroup(Map<String, NDArray> arrays, double learningRate, double weightDecay) {
        ParameterGroup {
            if (!(learningRate >= 0) || !(weightDecay >= 0)) {
                throw new UserException("learning rate and weight decay must not be negative");
            }
        }
    }

    private Optimizer(NDManager manager, List<ParameterGroup> groups) {
        this.manager = manager;
        this.groups = List.copyOf(groups);
    }

    /** One update; every group's learning rate is multiplied by {@code factor}. Gradients stay as they are. */
    public final void step(double factor) {
        begin();
        for (ParameterGroup group : groups) {
            double rate = group.learningRate() * factor;
            group.arrays().forEach((name, weight) -> {
                try (NDManager scope = manager.newSubManager()) {
                    update(name, weight, scoped(scope, weight.getGradient()), rate, group.weightDecay(), scope);
                }
            });
        }
    }

    /** Before the parameters of a step. */
    abstract void begin();

    /** @param scope that what is needed on the way is made on, and freed with */
    abstract void update(String name, NDArray weight, NDArray gradient, double rate, double decay, NDManager scope);

    static NDArray scoped(NDManager scope, NDArray array) {
        array.attach(scope);
        return array;
    }

    /** Everything but the parameters that the next step depends on, by name: it goes into the checkpoint. */
    abstract Map<String, NDArray> state(NDManager scope);

    /** @throws UserException when the state is that of another optimiser or network */
    abstract void restore(Map<String, NDArray> state);

    /** Sets every gradient to zero; the engine adds to them with each backward pass. */
    public final void zeroGradients() {
        for (ParameterGroup group : groups) {
            group.arrays().values().forEach(array -> JniUtils.zeroGrad((PtNDArray) array));
        }
    }

    /**
     * Scales all gradients by one factor so that their joint Euclidean norm is at most {@code maximum}; 0 leaves them as they are.
     *
     * @return the norm before scaling; NaN or infinity when a gradient has such an entry (nothing is scaled then)
     */
    public final double clipGradients(double maximum) {
        try (NDManager scope = manager.newSubManager()) {
            double squares = 0;
            for (ParameterGroup group : groups) {
                for (NDArray array : group.arrays().values()) {
                    NDArray gradient = scoped(scope, array.getGradient());
                    squares += scoped(scope, gradient.square().sum()).getFloat();
                }
            }
            double norm = Math.sqrt(squares);
            if (maximum > 0 && norm > maximum && Double.isFinite(norm)) {
                for (ParameterGroup group : groups) {
                    group.arrays().values().forEach(array -> scoped(scope, array.getGradient()).muli(maximum / norm));
                }
            }
            return norm;
        }
    }

    /**
     * Stochastic gradient descent with heavy-ball momentum as PyTorch defines it: {@code v ← μ·v + g + λ·w; w ← w − η·v}. The velocity starts at zero, so the first step
     * is a plain one.
     */
    static final class Sgd extends Optimizer {
        private final double momentum;
        private final Averages velocity;

        Sgd(NDManager manager, List<ParameterGroup> groups, double momentum) {
            super(manager, groups);
            this.momentum = momentum;
            velocity = new Averages("sgd.velocity.", manager, groups);
        }

        @Override
        void begin() {}

        @Override
        void update(String name, NDArray weight, NDArray gradient, double rate, double decay, NDManager scope) {
            NDArray v = velocity.of(name);
            v.muli(momentum).addi(gradient).addi(scoped(scope, weight.mul(decay)));
            weight.subi(scoped(scope, v.mul(rate)));
        }

        @Override
        Map<String, NDArray> state(NDManager scope) {
            Map<String, NDArray> state = new HashMap<>();
            velocity.export(state);
            return state;
        }

        @Override
        void restore(Map<String, NDArray> state) {
            velocity.restore(state);
        }
    }

    /**
     * AdamW (Loshchilov and Hutter, 2019): {@code w ← w − η·(m̂ / (√v̂ + ε) + λ·w)} with bias-corrected moments. Epsilon is added to the corrected root, as PyTorch does.
     */
    static final class AdamW extends Optimizer {
        private static final double BETA1 = 0.9;
        private static final double BETA2 = 0.999;
        private static final double EPSILON = 1e-8;
        private static final String STEPS = "adamw.steps";

        private final Averages first;
        private final Averages second;
        private long steps;
        private double correction1;
        private double correction2;

        AdamW(NDManager manager, List<ParameterGroup> groups) {
            super(manager, groups);
            first = new Averages("adamw.first.", manager, groups);
            second = new Averages("adamw.second.", manager, groups);
        }

        @Override
        void begin() {
            steps++;
            correction1 = 1 - Math.pow(BETA1, steps);
            correction2 = Math.sqrt(1 - Math.pow(BETA2, steps));
        }

        @Override
        void update(String name, NDArray weight, NDArray gradient, double rate, double decay, NDManager scope) {
            NDArray m = first.of(name);
            NDArray v = second.of(name);
            m.muli(BETA1).addi(scoped(scope, gradient.mul(1 - BETA1)));
            v.muli(BETA2).addi(scoped(scope, gradient.square().muli(1 - BETA2)));
            NDArray root = scoped(scope, v.sqrt()).divi(correction2).addi(EPSILON);
            weight.muli(1 - rate * decay);
            weight.subi(scoped(scope, m.div(root)).muli(rate / correction1));
        }

        @Override
        Map<String, NDArray> state(NDManager scope) {
            Map<String, NDArray> state = new HashMap<>();
            first.export(state);
            second.export(state);
            state.put(STEPS, scope.create(new float[]{steps}));
            return state;
        }

        @Override
        void restore(Map<String, NDArray> state) {
            first.restore(state);
            second.restore(state);
            NDArray saved = state.get(STEPS);
            if (saved == null) {
                throw new UserException("the checkpoint has no " + STEPS + ": it belongs to another optimiser");
            }
            steps = (long) saved.getFloat(0);
        }
    }

    /** One running average an array, all zero at first, on the optimiser's own manager. */
    private static final class Averages {
        private final String prefix;
        private final Map<String, NDArray> averages = new HashMap<>();

        /** @param prefix of their names in a checkpoint */
        Averages(String prefix, NDManager manager, List<ParameterGroup> groups) {
            this.prefix = prefix;
            for (ParameterGroup group : groups) {
                group.arrays().forEach((name, array) -> averages.put(name, manager.zeros(array.getShape())));
            }
        }

        NDArray of(String name) {
            NDArray average = averages.get(name);
            if (average == null) {
                throw new UserException("no parameter " + name);
            }
            return average;
        }

        void export(Map<String, NDArray> state) {
            averages.forEach((name, array) -> state.put(prefix + name, array));
        }

        void restore(Map<String, NDArray> state) {
            averages.forEach((name, array) -> {
                NDArray saved = state.get(prefix + name);
                if (saved == null || !saved.getShape().equals(array.getShape())) {
                    throw new UserException("the checkpoint has no " + prefix + name + " of shape "
                            + array.getShape() + ": it belongs to another network or optimiser");
                }
                saved.copyTo(array);
            });
        }
    }
}
