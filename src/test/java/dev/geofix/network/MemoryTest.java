package dev.geofix.network;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import dev.geofix.network.Architecture.Attention;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a pass makes belongs to the manager of its input, so that closing that one frees it. */
class MemoryTest {
    private final NDManager model = NDManager.newBaseManager("PyTorch");

    @AfterEach
    void close() {
        model.close();
    }

    @ParameterizedTest
    @EnumSource(value = Backbone.class, names = {"CONVNEXT_ATTO", "RESNET_50", "MOBILENET_V2"})
    void aPassLeavesNothingOnTheModelsManager(Backbone backbone) {
        GlqiNet net = new GlqiNet(new Architecture(backbone, 2, true, Attention.CO, true, true, 8, 0.5));
        net.initialize(model, DataType.FLOAT32, new Shape(1, 3, 64, 64));
        int held = model.getManagedArrays().size();
        try (NDManager scope = NDManager.newBaseManager("PyTorch")) {
            NDArray images = scope.randomNormal(new Shape(2, 3, 64, 64));
            net.embed(images);
            try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
                NDList parts = net.forward(new ParameterStore(scope, false), new NDList(images), true);
                collector.backward(parts.singletonOrThrow().sum());
            }
        }
        assertThat(model.getManagedArrays()).hasSize(held);
    }

    @ParameterizedTest
    @EnumSource(value = Backbone.class, names = {"CONVNEXT_ATTO", "RESNET_50", "MOBILENET_V2"})
    void atInferenceWhatABackboneMakesOnTheWayIsFreedOnTheWay(Backbone backbone) {
        GlqiNet net = new GlqiNet(new Architecture(backbone, 2, true, Attention.CO, true, true, 8, 0.5));
        net.initialize(model, DataType.FLOAT32, new Shape(1, 3, 64, 64));
        try (NDManager scope = NDManager.newBaseManager("PyTorch")) {
            NDArray images = scope.randomNormal(new Shape(2, 3, 64, 64));
            NDArray map = net.map(Pass.inference(images), images);
            // The images, the same with other strides by some views, and the map.
            assertThat(scope.getManagedArrays()).hasSizeLessThan(10).contains(images, map);
            assertThat(images.sum().getFloat()).isFinite();
        }
    }
}
