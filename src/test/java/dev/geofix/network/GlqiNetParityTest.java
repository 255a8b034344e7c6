package dev.geofix.network;

import static dev.geofix.network.Differences.assertClose;
import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.training.ParameterStore;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** A small ConvNeXt GLQINet against PyTorch's numbers, step by step: one picture on every clone, two where the large fixture is. */
@ParameterizedClass
@EnumSource
class GlqiNetParityTest {
    private static final double TOLERANCE = 1e-4;

    @Parameter
    private ParityFixture.Size size;

    private Safetensors fixture;
    private NDManager manager;
    private NDArray images;

    @BeforeEach
    void open() throws IOException {
        fixture = ParityFixture.open(size);
        manager = NDManager.newBaseManager("PyTorch");
        images = fixture.array(manager, "input.images").get(new NDIndex(":" + size.pictures()));
    }

    @AfterEach
    void close() {
        if (manager != null) {
            manager.close();
            fixture.close();
        }
    }

    @Test
    void reproducesMapAndTokens() {
        GlqiNet net = ParityFixture.network(fixture, manager, false);
        Pass pass = Pass.inference(images);
        NDArray map = net.map(pass, images);
        assertClose(map, fixture.array(manager, "expect.eval.map"), TOLERANCE);
        assertClose(net.tokens(pass, map), fixture.array(manager, "expect.eval.tokens"), TOLERANCE);
    }

    @Test
    void reproducesThePooledStripes() {
        NDArray tokens = fixture.array(manager, "expect.eval.tokens");
        NDArray pooled = ParityFixture.network(fixture, manager, false).pool(Pass.inference(tokens), tokens);
        assertClose(pooled, fixture.array(manager, "expect.eval.pooled"), TOLERANCE);
    }

    @Test
    void reproducesThePooledStripesWithTheResidual() {
        NDArray tokens = fixture.array(manager, "expect.eval.tokens");
        NDArray pooled = ParityFixture.network(fixture, manager, true).pool(Pass.inference(tokens), tokens);
        assertClose(pooled, fixture.array(manager, "expect.eval.pooled_residual"), TOLERANCE);
    }

    @Test
    void reproducesPartsAndDescriptor() {
        GlqiNet net = ParityFixture.network(fixture, manager, false);
        NDArray parts = net.forward(new ParameterStore(manager, false), new NDList(images), false).singletonOrThrow();
        assertClose(parts, fixture.array(manager, "expect.eval.parts"), TOLERANCE);
        assertClose(net.embed(images), fixture.array(manager, "expect.eval.descriptor"), TOLERANCE);
        assertThat(net.embed(images).norm(new int[]{1}).toFloatArray()).hasSize(size.pictures())
                .usingComparatorWithPrecision(1e-5f).containsOnly(1);
    }
}
