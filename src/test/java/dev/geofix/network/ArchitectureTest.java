package dev.geofix.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import dev.geofix.network.Architecture.Attention;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArchitectureTest {
    private static final List<Float> RGB = List.of(0.4f, 0.5f, 0.6f);

    @Test
    void convNeXtTinyHasThePapersNumberOfParameters() {
        assertThat(new GlqiNet(Architecture.paper(Backbone.CONVNEXT_TINY)).parameterCount()).isEqualTo(35_907_936);
    }

    /** The counts published for these networks, less their classifiers and final norms. */
    @ParameterizedTest
    @CsvSource({"CONVNEXT_TINY, 27818592", "CONVNEXT_SMALL, 49453152", "CONVNEXT_ATTO, 3373880",
        "CONVNEXT_FEMTO, 4832016", "CONVNEXT_PICO, 8531648", "RESNET_50, 23508032", "RESNET_101, 42500160"})
    void backbonesHaveTheirPublishedSize(Backbone backbone, long expected) {
        Weights weights = new Weights();
        backbone.build(weights);
        long count = weights.named().values().stream().filter(Parameter::requiresGradient)
                .mapToLong(parameter -> parameter.getShape().size()).sum();
        assertThat(count).isEqualTo(expected);
    }

    @ParameterizedTest
    @EnumSource(value = Backbone.class, names = {"CONVNEXT_ATTO", "RESNET_50", "MOBILENET_V2_CENTRED"})
    void everyFamilyReducesBy32(Backbone backbone) {
        try (NDManager manager = NDManager.newBaseManager("PyTorch")) {
            GlqiNet net = new GlqiNet(Architecture.paper(backbone));
            net.initialize(manager, DataType.FLOAT32, new Shape(1, 3, 128, 128));
            NDArray images = manager.randomNormal(new Shape(1, 3, 128, 128));
            assertThat(net.map(Pass.inference(images), images).getShape())
                    .isEqualTo(new Shape(1, backbone.channels(), 4, 4));
        }
    }

    @Test
    void theBaselineHasOnePartAndNoAttention() {
        GlqiNet net = new GlqiNet(
                new Architecture(Backbone.MOBILENET_V2, 4, false, Attention.MERGED, false, true, 64, 0.5));
        assertThat(net.named()).doesNotContainKeys("q.weight", "v.bias");
        assertThat(net.architecture().dimension()).isEqualTo(64);
        try (NDManager manager = NDManager.newBaseManager("PyTorch")) {
            net.initialize(manager, DataType.FLOAT32, new Shape(1, 3, 64, 64));
            assertThat(net.embed(manager.randomNormal(new Shape(2, 3, 64, 64))).getShape()).isEqualTo(new Shape(2, 64));
        }
    }

    @Test
    void headsWithoutReluGiveNegativeFeaturesToo() {
        try (NDManager manager = NDManager.newBaseManager("PyTorch")) {
            NDArray images = manager.randomNormal(new Shape(1, 3, 64, 64));
            assertThat(smallest(manager, images, false)).isNegative();
            assertThat(smallest(manager, images, true)).isZero();
        }
    }

    private static float smallest(NDManager manager, NDArray images, boolean relu) {
        GlqiNet net = new GlqiNet(
                new Architecture(Backbone.MOBILENET_V2, 2, true, Attention.MERGED, true, relu, 64, 0));
        net.initialize(manager, DataType.FLOAT32, new Shape(1, 3, 64, 64));
        return net.embed(images).min().getFloat();
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 0", "8, 8192, 0.99"})
    void theSmallestAndTheLargestNumbersArePossible(int stripes, int dimension, double dropout) {
        Architecture architecture = new Architecture(Backbone.MOBILENET_V2, stripes, true, Attention.SELF, true, true,
                dimension, dropout);
        assertThat(architecture.stripes()).isEqualTo(stripes);
        assertThat(architecture.partDimension()).isEqualTo(dimension);
    }

    @ParameterizedTest
    @ValueSource(ints = {32, 256, 2048})
    void anInputHasAMultipleOf32Pixels(int side) {
        assertThat(new Preprocessing(side, RGB, RGB).inputSize()).isEqualTo(side);
        for (int other : new int[]{side - 1, side + 1}) {
            assertThatThrownBy(() -> new Preprocessing(other, RGB, RGB)).hasMessageContaining("multiple of 32");
        }
    }

    @Test
    void noInputIsSmallerThanACellNorLargerThanTheLargest() {
        for (int side : new int[]{0, -32, 2080}) {
            assertThatThrownBy(() -> new Preprocessing(side, RGB, RGB)).hasMessageContaining("multiple of 32");
        }
    }

    @ParameterizedTest
    @ValueSource(floats = {0, -1, Float.NaN, Float.POSITIVE_INFINITY})
    void aDeviationIsANumberAboveZero(float deviation) {
        assertThatThrownBy(() -> new Preprocessing(256, RGB, List.of(1f, deviation, 1f)))
                .hasMessageContaining("above zero");
    }

    @ParameterizedTest
    @CsvSource({"0, 512, 0.5", "9, 512, 0.5", "4, 0, 0.5", "4, 512, 1", "4, 512, NaN"})
    void refusesImpossibleNumbers(int stripes, int dimension, double dropout) {
        assertThatThrownBy(() -> new Architecture(Backbone.MOBILENET_V2, stripes, true, Attention.SELF, true, true,
                dimension, dropout)).isInstanceOf(IllegalArgumentException.class);
    }
}
