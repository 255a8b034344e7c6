package dev.geofix.training;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import dev.geofix.network.Autograd;
import dev.geofix.network.GlqiNet;
import dev.geofix.network.PartClassifiers;
import dev.geofix.network.TensorSource;
import dev.geofix.network.WeightReport;
import dev.geofix.platform.UserException;
import dev.geofix.training.BatchMaker.TrainingBatch;
import dev.geofix.training.Objective.InfoNce;
import dev.geofix.training.Objective.PaperLoss;
import dev.geofix.training.Optimizer.ParameterGroup;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The network under training with what exists only for the training: classifiers and temperature. All methods belong to one
 * platform thread.
 */
public final class TrainableModel implements AutoCloseable {
    private static final String LOG_SCALE = "logit_scale";

    private final NDManager manager;
    private final TrainingConfig config;
    private final GlqiNet network;
    private final @Nullable PartClassifiers classifiers;
    private final NDArray logScale;
    private final ParameterStore store;
    private final WeightReport report;

    public TrainableModel(RunDescription run, TensorSource weights) {
        Autograd.offOnThisThread();
        config = run.settings();
        manager = NDManager.newBaseManager();
        Engine.getInstance().setRandomSeed(Math.toIntExact(config.seed() & Integer.MAX_VALUE));
        network = new GlqiNet(config.network());
        report = network.load(manager, weights);
        config.frozen().forEach(prefix -> requireSome(prefix, network.named().keySet()));
        network.freeze(name -> config.frozen().stream().anyMatch(name::startsWith));
        classifiers = config.loss().classification() > 0 ? new PartClassifiers(config.network(), run.places()) : null;
        if (classifiers != null) {
            classifiers.load(manager, TensorSource.of(Map.of()));
        }
        logScale = manager.create((float) Math.log(1 / config.loss().temperature()));
        logScale.setRequiresGradient(true);
        store = new ParameterStore(manager, false);
    }

    private static void requireSome(String prefix, Set<String> names) {
        if (names.stream().noneMatch(name -> name.startsWith(prefix))) {
            throw new UserException(
                    "frozen names '" + prefix + "', with which no parameter begins; there are "
                            + names.stream().limit(5).collect(Collectors.joining(", ")) + " …");
        }
    }

    /** What of the initial weights fitted. */
    WeightReport initialWeights() {
        return report;
    }

    public NDManager manager() {
        return manager;
    }

    GlqiNet network() {
        return network;
    }

    /** The backbone has a rate of its own; norms, biases and the temperature decay only where the recipe says so. */
    public List<ParameterGroup> groups() {
        Optimization settings = config.optimizer();
        double small = settings.decayAll() ? settings.weightDecay() : 0;
        Map<String, NDArray> rest = arrays(false, false);
        if (config.loss().contrastive() > 0) {
            rest.put(LOG_SCALE, logScale);
        }
        return List.of(new ParameterGroup(arrays(true, true), settings.backboneRate(), settings.weightDecay()),
                new ParameterGroup(arrays(true, false), settings.backboneRate(), small),
                new ParameterGroup(arrays(false, true), settings.rate(), settings.weightDecay()),
                new ParameterGroup(rest, settings.rate(), small));
    }

    private Map<String, NDArray> arrays(boolean backbone, boolean weights) {
        Map<String, NDArray> arrays = new LinkedHashMap<>();
        trained().forEach((name, parameter) -> {
            boolean isWeight = parameter.getType() == Parameter.Type.WEIGHT;
            if (isBackbone(name) == backbone && isWeight == weights) {
                arrays.put(name, parameter.getArray());
            }
        });
        return arrays;
    }

    /** The norm of the last map came with the backbone's weights. */
    private static boolean isBackbone(String name) {
        return name.startsWith("backbone.") || name.startsWith("norm.");
    }

    private Map<String, Parameter> trained() {
        Map<String, Parameter> trained = new LinkedHashMap<>(network.named());
        if (classifiers != null) {
            trained.putAll(classifiers.named());
        }
        trained.values().removeIf(parameter -> !parameter.requiresGradient());
        return trained;
    }

    /** Adds the batch's gradients to those that are there. */
    public StepResult accumulate(TrainingBatch batch) {
        // Dropout draws from the engine's generator: tied to the step, a resumed run draws the same.
        Engine.getInstance().setRandomSeed((int) (config.seed() * 31 + batch.step()));
        try (NDManager scope = manager.newSubManager();
                GradientCollector collector = Engine.getInstance().newGradientCollector()) {
            int pairs = batch.pairs();
            NDArray images = scope.create(batch.images(), new Shape(2L * pairs, 3, batch.side(), batch.side()));
            NDArray parts = network.forward(store, new NDList(images), true).singletonOrThrow();
            NDArray descriptors = GlqiNet.descriptor(parts);
            NDArray drone = descriptors.get(new NDIndex("0:{}", pairs));
            NDArray satellite = descriptors.get(new NDIndex("{}:", pairs));
            NDArray logits = classifiers == null
                    ? null
                    : classifiers.forward(store, new NDList(parts), true).singletonOrThrow();
            NDArray loss = config.loss().of(parts, logits, drone, satellite, logScale, batch.places());
            collector.backward(loss);
            return new StepResult(loss.getFloat(), InfoNce.accuracy(drone, satellite));
        }
    }

    /** Everything that the optimiser changes, under its own name: for the checkpoint. */
    Map<String, TensorSource> state() {
        Map<String, TensorSource> state = new LinkedHashMap<>();
        state.put("weights", network.state());
        state.put("temperature", TensorSource.of(Map.of(LOG_SCALE, logScale)));
        if (classifiers != null) {
            state.put("classifiers", classifiers.state());
        }
        return state;
    }

    /** @param state tensors by the keys of {@link #state()} */
    void restore(Map<String, TensorSource> state) {
        state.forEach((key, tensors) -> {
            switch (key) {
                case "weights" -> requireAll(network.load(manager, tensors));
                case "classifiers" -> requireAll(classifiers == null ? null : classifiers.load(manager, tensors));
                default -> logScale.set(tensors.values(LOG_SCALE));
            }
        });
    }

    private static void requireAll(@Nullable WeightReport report) {
        if (report == null || !report.complete()) {
            throw new UserException("the checkpoint belongs to another architecture: " + report);
        }
    }

    @Override
    public void close() {
        manager.close();
    }

    /**
     * What a step measured before its update.
     *
     * @param accuracy recall@1 of the batch's drone views among its satellite views, 0 … 1
     */
    record StepResult(float loss, float accuracy) {}
}
