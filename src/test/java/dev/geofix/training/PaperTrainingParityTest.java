package dev.geofix.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.nn.Parameter;
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import dev.geofix.network.Autograd;
import dev.geofix.network.Differences;
import dev.geofix.network.GlqiNet;
import dev.geofix.network.ParityFixture;
import dev.geofix.network.PartClassifiers;
import dev.geofix.network.Safetensors;
import dev.geofix.network.TensorSource;
import dev.geofix.training.Objective.PaperLoss;
import dev.geofix.training.Optimizer.ParameterGroup;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Losses, gradients and the state after three steps of the paper's recipe, against PyTorch's. */
class PaperTrainingParityTest {
    private static final double TOLERANCE = 1e-3;
    /** BatchNorm takes any shift of its input away, so this gradient is zero but for rounding. */
    private static final String ZERO_GRADIENT = "v.bias";

    private Safetensors fixture;
    private NDManager manager;
    private GlqiNet net;
    private PartClassifiers classifiers;
    private Optimizer optimizer;

    @BeforeEach
    void open() throws IOException {
        fixture = ParityFixture.open(ParityFixture.Size.FULL);
        Autograd.offOnThisThread();
        manager = NDManager.newBaseManager("PyTorch");
        net = ParityFixture.network(fixture, manager, false);
        classifiers = new PartClassifiers(net.architecture(), ParityFixture.CLASSES);
        classifiers.load(manager, ParityFixture.weights(fixture)).requireComplete();
        Map<String, NDArray> slow = new LinkedHashMap<>();
        Map<String, NDArray> fast = new LinkedHashMap<>();
        parameters().forEach((name, parameter) -> {
            if (parameter.requiresGradient()) {
                boolean body = name.startsWith("backbone.") || name.startsWith("norm.");
                (body ? slow : fast).put(name, parameter.getArray());
            }
        });
        optimizer = new Optimizer.Sgd(manager,
                List.of(new ParameterGroup(slow, 0.003, 5e-4), new ParameterGroup(fast, 0.01, 5e-4)), 0.9);
    }

    @AfterEach
    void close() {
        if (manager != null) {
            manager.close();
            fixture.close();
        }
    }

    @Test
    void reproducesTheGradientsOfTheFirstStep() {
        try (NDManager scope = manager.newSubManager()) {
            backward(scope);
            for (String name : expected("expect.grad.")) {
                NDArray gradient = gradient(ParityFixture.rename(name));
                if (name.equals(ZERO_GRADIENT)) {
                    assertThat(gradient.abs().max().getFloat()).isLessThan(1e-6f);
                } else {
                    Differences.assertClose(gradient, fixture.array(scope, "expect.grad." + name), TOLERANCE);
                }
            }
        }
    }

    @Test
    void reproducesThreeSteps() {
        float[] expected = fixture.values("expect.train.losses");
        for (int step = 0; step < 3; step++) {
            try (NDManager scope = manager.newSubManager()) {
                float[] losses = backward(scope);
                for (int i = 0; i < losses.length; i++) {
                    float wanted = expected[3 * step + i];
                    assertThat(losses[i]).isCloseTo(wanted, offset((float) TOLERANCE * wanted));
                }
                optimizer.step(1);
                optimizer.zeroGradients();
            }
        }
        for (String name : expected("expect.after3.")) {
            String own = ParityFixture.rename(name);
            TensorSource state = own.startsWith("cls.") ? classifiers.state() : net.state();
            NDArray after = fixture.array(manager, "expect.after3." + name);
            Differences.assertClose(manager.create(state.values(own), after.getShape()), after, TOLERANCE);
        }
    }

    private List<String> expected(String prefix) {
        return fixture.names().stream().filter(name -> name.startsWith(prefix))
                .map(name -> name.substring(prefix.length())).toList();
    }

    private Map<String, Parameter> parameters() {
        Map<String, Parameter> all = new LinkedHashMap<>(net.named());
        all.putAll(classifiers.named());
        return all;
    }

    /** Forward and backward on the fixture's batch: total loss, classification part, triplet part. */
    private float[] backward(NDManager scope) {
        NDArray images = fixture.array(scope, "input.images");
        NDArray labels = fixture.array(scope, "input.label").toType(DataType.INT64, false);
        NDArray views = fixture.array(scope, "input.view").toType(DataType.INT64, false);
        ParameterStore store = new ParameterStore(scope, false);
        try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
            NDList parts = net.forward(store, new NDList(images), true);
            NDArray logits = classifiers.forward(store, parts, true).singletonOrThrow();
            PaperLoss loss = PaperLoss.of(parts.singletonOrThrow(), logits, labels, views);
            collector.backward(loss.total());
            return new float[]{loss.total().getFloat(), loss.classification().getFloat(), loss.triplet().getFloat()};
        }
    }

    /** Heads and classifiers are held together, the part's own number is the slice. */
    private NDArray gradient(String name) {
        String[] words = name.split("\\.");
        if (!words[0].equals("head") && !words[0].equals("cls")) {
            return parameters().get(name).getArray().getGradient();
        }
        String held = name.replaceFirst("\\.\\d+", ".*");
        NDArray all = parameters().get(held).getArray().getGradient();
        NDArray slice = all.reshape(net.architecture().parts(), -1).get(Integer.parseInt(words[1]));
        return slice.reshape(fixture.array(manager, "expect.grad." + name).getShape());
    }
}
