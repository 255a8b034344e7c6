package dev.geofix.network;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import dev.geofix.network.Architecture.Attention;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FlatPictureTest {
    /** Water, an erased patch, a margin without pixels: exactly zero once the mean colour is taken off. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void anAreaOfTheMeanColourDoesNotBlowUpTheGradientsOfANetworkThatStartsAtRandom(boolean headRelu) {
        Autograd.offOnThisThread();
        Engine.getInstance().setRandomSeed(174);
        GlqiNet net = new GlqiNet(
                new Architecture(Backbone.CONVNEXT_ATTO, 2, true, Attention.MERGED, false, headRelu, 16, 0));
        try (NDManager manager = NDManager.newBaseManager()) {
            net.initialize(manager, DataType.FLOAT32, new Shape(1, 3, 64, 64));
            NDArray images = manager.randomNormal(new Shape(4, 3, 64, 64));
            images.set(new NDIndex("1:3,:,:,32:"), 0);
            try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
                NDList parts = net.forward(new ParameterStore(manager, false), new NDList(images), true);
                NDArray descriptors = GlqiNet.descriptor(parts.singletonOrThrow());
                collector.backward(descriptors.get(0).mul(descriptors.get(1)).sum());
            }
            net.named().forEach((name, parameter) -> {
                if (parameter.requiresGradient()) {
                    assertThat(parameter.getArray().getGradient().norm().getFloat()).as(name).isLessThan(1000);
                }
            });
        }
    }
}
