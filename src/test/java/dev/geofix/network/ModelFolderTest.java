package dev.geofix.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import dev.geofix.network.Architecture.Attention;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelFolderTest {
    private static final Architecture SMALL = new Architecture(Backbone.MOBILENET_V2, 2, true, Attention.MERGED, true,
            true, 16, 0.5);

    private final NDManager manager = NDManager.newBaseManager("PyTorch");
    private final ModelManifest manifest = ModelManifest.of(SMALL, Preprocessing.symmetric(64),
            Map.of("recipe", "none", "seed", 7), Map.of("recall", 0.5));
    private final GlqiNet net = new GlqiNet(SMALL);

    @TempDir
    Path folder;

    @BeforeEach
    void initialize() {
        net.initialize(manager, DataType.FLOAT32, new Shape(1, 3, 64, 64));
    }

    @AfterEach
    void close() {
        manager.close();
    }

    @Test
    void readsBackTheModelItWrote() throws IOException {
        Path model = folder.resolve("demo");
        ModelFolder.write(model, manifest, net, DescriptorCentering.NONE);
        NDArray images = manager.randomNormal(new Shape(1, 3, 64, 64));

        ModelFolder read = ModelFolder.read(model);

        assertThat(read.manifest()).isEqualTo(manifest);
        assertThat(read.network(manager).embed(images).toFloatArray()).isEqualTo(net.embed(images).toFloatArray());
        assertThat(folder.toFile().list()).containsExactly("demo");
    }

    @ParameterizedTest
    @ValueSource(strings = {"module.", "state_dict.model."})
    void whatStandsBeforeAllNamesIsTakenOff(String prefix) throws IOException {
        Path model = folder.resolve("demo");
        ModelFolder.write(model, manifest, net, DescriptorCentering.NONE);
        Map<String, NDArray> prefixed = new HashMap<>();
        TensorSource state = net.state();
        state.names().forEach(
                name -> prefixed.put(prefix + name, manager.create(state.values(name), new Shape(state.shape(name)))));
        SafetensorsWriter.write(model.resolve(ModelFolder.WEIGHTS), TensorSource.of(prefixed), Map.of());
        NDArray images = manager.randomNormal(new Shape(1, 3, 64, 64));

        assertThat(ModelFolder.read(model).network(manager).embed(images).toFloatArray())
                .isEqualTo(net.embed(images).toFloatArray());
    }

    @Test
    void networksOfAFolderAreFrozen() throws IOException {
        ModelFolder.write(folder.resolve("demo"), manifest, net, DescriptorCentering.NONE);
        GlqiNet read = ModelFolder.read(folder.resolve("demo")).network(manager);
        assertThat(read.named().values()).noneMatch(parameter -> parameter.requiresGradient());
    }

    @Test
    void halfPrecisionIsReadAsFloats() throws IOException {
        ModelFolder.writeHalf(folder.resolve("demo"), manifest, net, DescriptorCentering.NONE);
        NDArray images = manager.randomNormal(new Shape(1, 3, 64, 64));
        NDArray half = ModelFolder.read(folder.resolve("demo")).network(manager).embed(images);
        assertThat(half.mul(net.embed(images)).sum().getFloat()).isEqualTo(1, offset(1e-4f));
    }

    @Test
    void replacesAnOlderModel() throws IOException {
        ModelFolder.write(folder.resolve("demo"), manifest, net, DescriptorCentering.NONE);
        ModelManifest measured = manifest.withMetrics(Map.of("recall", 0.9));
        ModelFolder.write(folder.resolve("demo"), measured, net, DescriptorCentering.NONE);
        assertThat(ModelFolder.read(folder.resolve("demo")).manifest()).isEqualTo(measured);
        assertThat(folder.toFile().list()).containsExactly("demo");
    }

    @Test
    void keepsTheCentresOfBothViews() throws IOException {
        float[] satellite = new float[SMALL.dimension()];
        float[] drone = new float[SMALL.dimension()];
        drone[0] = 0.5f;
        float[] descriptor = new float[SMALL.dimension()];
        descriptor[0] = 0.5f;
        descriptor[1] = (float) Math.sqrt(0.75);
        ModelFolder.write(folder.resolve("demo"), manifest, net, DescriptorCentering.of(satellite, drone));

        DescriptorCentering centering = ModelFolder.read(folder.resolve("demo")).centering();

        assertThat(centering.satellite(descriptor)).containsExactly(descriptor, offset(1e-6f));
        assertThat(centering.drone(descriptor)).startsWith(0f, 1f);
        NDArray row = manager.create(descriptor).expandDims(0);
        assertThat(centering.drone(row).toFloatArray()).containsExactly(centering.drone(descriptor), offset(1e-6f));
    }

    @Test
    void refusesACentreOfAnotherDimension() throws IOException {
        Path model = write(Map.of("center.satellite", new float[3], "center.drone", new float[3]));
        assertInvalid(model, "must both have the 128 numbers");
    }

    @Test
    void refusesWeightsThatAreNoNumbers() throws IOException {
        float[] broken = new float[320];
        Arrays.fill(broken, Float.NaN);
        assertInvalid(write(Map.of("norm.bias", broken)), "norm.bias holds NaN");
    }

    @Test
    void aVarianceIsNotNegative() throws IOException {
        String variance = "head.0.1.running_var";
        float[] values = new float[manifest.partDimension()];
        values[0] = 0;
        ModelFolder.read(write(Map.of(variance, values)));
        values[0] = -1e-3f;
        assertInvalid(write(Map.of(variance, values)), variance + " holds -0.001");
    }

    @Test
    void refusesWeightsOfAnotherShape() throws IOException {
        assertInvalid(write(Map.of("norm.bias", new float[5])), "norm.bias is [5] but must be [320]");
    }

    @Test
    void refusesWeightsOfAnotherArchitecture() throws IOException {
        assertInvalid(write(Map.of("head.99.0.bias", new float[5])), "unexpected: [head.99.0.bias]");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "MOBILENET_V2"    | "VISION_TRANSFORMER" | VISION_TRANSFORMER
            "partDimension" : 16, | "partDimension" : 17, | 8 parts of 16, not 8 of 17
            "format" : 1      | "format" : 2         | format 2 is unknown
            "inputSize" : 64  | "inputSize" : 65     | multiple of 32
            "stripes" : 2     | "stripes" : 99       | from 1 to 8
            "residual" : true | "gated" : true, "residual" : true | gated
            "residual" : true, | ''                  | at architecture.residual
            "MOBILENET_V2"    | null                 | backbone
            {                 | [                    | no manifest
            """)
    void refusesAManifestThatDoesNotHold(String found, String replacement, String reason) throws IOException {
        Path model = folder.resolve("demo");
        ModelFolder.write(model, manifest, net, DescriptorCentering.NONE);
        String json = Files.readString(model.resolve(ModelFolder.MANIFEST));
        assertThat(json).contains(found);
        int last = json.lastIndexOf(found);
        Files.writeString(model.resolve(ModelFolder.MANIFEST),
                json.substring(0, last) + replacement + json.substring(last + found.length()));
        assertInvalid(model, reason);
    }

    @Test
    void saysWhichFileIsAbsent() throws IOException {
        Files.createDirectories(folder.resolve("empty"));
        assertThatThrownBy(() -> ModelFolder.read(folder.resolve("empty"))).isInstanceOf(NoSuchFileException.class)
                .hasMessageContaining("model.json");
    }

    private static void assertInvalid(Path model, String reason) {
        assertThatThrownBy(() -> ModelFolder.read(model)).isInstanceOf(InvalidModelException.class)
                .hasMessageContaining(reason);
    }

    /** A model some of whose tensors are replaced by these vectors. */
    private Path write(Map<String, float[]> vectors) throws IOException {
        Path model = folder.resolve("demo");
        ModelFolder.write(model, manifest, net, DescriptorCentering.NONE);
        Map<String, NDArray> tensors = new HashMap<>();
        for (String name : List.copyOf(net.state().names())) {
            tensors.put(name, manager.create(net.state().values(name), new Shape(net.state().shape(name))));
        }
        vectors.forEach((name, vector) -> tensors.put(name, manager.create(vector)));
        SafetensorsWriter.write(model.resolve(ModelFolder.WEIGHTS), TensorSource.of(tensors), Map.of());
        return model;
    }
}
