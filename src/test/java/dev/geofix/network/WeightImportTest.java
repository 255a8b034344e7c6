package dev.geofix.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Made-up state dicts in others' names give the network that our own names give. */
class WeightImportTest {
    private final NDManager manager = NDManager.newBaseManager("PyTorch");

    @AfterEach
    void close() {
        manager.close();
    }

    @Test
    void convNeXtOfTorchvision() {
        assertSameNetwork(Backbone.CONVNEXT_ATTO,
                name -> name.replaceFirst("^backbone\\.", "").replaceFirst("^norm\\.", "classifier.0."));
    }

    @Test
    void convNeXtOfTimm() {
        assertSameNetwork(Backbone.CONVNEXT_ATTO, WeightImportTest::timmConvNeXt);
    }

    @Test
    void linearLayersOfTimmThatAreConvolutions() {
        Map<String, NDArray> state = random(Backbone.CONVNEXT_ATTO);
        Map<String, NDArray> foreign = new HashMap<>();
        state.forEach((name, array) -> {
            String timm = timmConvNeXt(name);
            Shape shape = array.getShape();
            boolean linear = timm.contains(".mlp.fc") && timm.endsWith("weight");
            NDArray stored = linear ? array.reshape(shape.get(0), shape.get(1), 1, 1) : array;
            foreign.put(timm, timm.endsWith("gamma") ? stored.flatten() : stored);
        });
        assertThat(difference(Backbone.CONVNEXT_ATTO, state, foreign)).isZero();
    }

    @Test
    void resNet() {
        assertSameNetwork(Backbone.RESNET_50, name -> name.replaceFirst("^backbone\\.", ""));
    }

    @Test
    void batchNormsOfTorchvisionsMobileNetAreFolded() {
        Map<String, NDArray> foreign = mobileNetWithNorms();
        Map<String, NDArray> folded = mobileNetFoldedByHand(foreign);
        assertThat(difference(Backbone.MOBILENET_V2_CENTRED, folded, foreign)).isLessThan(1e-4);
    }

    @Test
    void mobileNetOfTimmIsTheSameAsTorchvisions() {
        Map<String, NDArray> torchvision = mobileNetWithNorms();
        Map<String, NDArray> timm = new HashMap<>();
        torchvision.forEach((name, array) -> timm.put(timmMobileNet(name), array));
        assertThat(difference(Backbone.MOBILENET_V2_CENTRED, mobileNetFoldedByHand(torchvision), timm))
                .isLessThan(1e-4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"module.", "model.", "backbone.", "state_dict.", "state_dict.model.", "module.backbone.",
        "net.encoder._orig_mod."})
    void whatStandsBeforeAllNamesIsTakenOff(String prefix) {
        assertSameNetwork(Backbone.CONVNEXT_ATTO, name -> prefix + timmConvNeXt(name));
        assertSameNetwork(Backbone.CONVNEXT_ATTO, name -> prefix
                + name.replaceFirst("^backbone\\.", "").replaceFirst("^norm\\.", "classifier.0."));
    }

    @ParameterizedTest
    @ValueSource(strings = {"module.", "model.", "state_dict.", "module.backbone."})
    void whatStandsBeforeTheNamesOfAResNetIsTakenOff(String prefix) {
        assertSameNetwork(Backbone.RESNET_50, name -> prefix + name.replaceFirst("^backbone\\.", ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"module.", "backbone."})
    void whatStandsBeforeTheNamesOfAMobileNetIsTakenOff(String prefix) {
        Map<String, NDArray> torchvision = mobileNetWithNorms();
        Map<String, NDArray> prefixed = new HashMap<>();
        torchvision.forEach((name, array) -> prefixed.put(prefix + name, array));
        assertThat(difference(Backbone.MOBILENET_V2_CENTRED, mobileNetFoldedByHand(torchvision), prefixed))
                .isLessThan(1e-4);
    }

    @ParameterizedTest
    @EnumSource(names = {"CONVNEXT_ATTO", "RESNET_50", "MOBILENET_V2_CENTRED"})
    void ourOwnNamesAreKnownWithAPrefixOrWithoutOneOrWithTheBackboneAlone(Backbone backbone) {
        Map<String, NDArray> own = random(backbone);
        Map<String, NDArray> alone = new TreeMap<>(own);
        alone.keySet().removeIf(name -> !name.startsWith("backbone."));
        Map<String, NDArray> whole = new HashMap<>(own);
        whole.put("heads.0.linear.weight", manager.zeros(new Shape(1)));
        Map<String, NDArray> prefixed = new HashMap<>();
        whole.forEach((name, array) -> prefixed.put("module." + name, array));
        assertThat(difference(backbone, own, whole)).isZero();
        assertThat(difference(backbone, own, prefixed)).isZero();
        assertThat(difference(backbone, alone, alone)).isZero();
    }

    @Test
    void namesThatAreUnknownWithoutAnyPrefixStayAsTheyAre() {
        TensorSource source = TensorSource.of(Map.of("module.layer.weight", manager.zeros(new Shape(1)),
                "module.layer.bias", manager.zeros(new Shape(1))));
        assertThat(WeightImport.backbone(source)).isSameAs(source);
        assertThat(WeightImport.backbone(TensorSource.of(Map.of())).names()).isEmpty();
    }

    @Test
    void reportsWhatIsMissingUnexpectedOrOfAnotherShape() {
        Map<String, NDArray> foreign = new HashMap<>();
        random(Backbone.RESNET_50).forEach((name, array) -> foreign.put(name.replaceFirst("^backbone\\.", ""), array));
        foreign.remove("layer2.1.bn2.weight");
        foreign.put("conv1.weight", manager.zeros(new Shape(64, 1, 7, 7)));
        foreign.put("fc.weight", manager.zeros(new Shape(3)));

        WeightReport report = new GlqiNet(Architecture.paper(Backbone.RESNET_50))
                .load(manager, WeightImport.backbone(TensorSource.of(foreign))).under("backbone.");

        assertThat(report.missing()).containsExactly("backbone.layer2.1.bn2.weight");
        assertThat(report.unexpected()).containsExactly("fc.weight");
        assertThat(report.wrongShape()).hasSize(1);
        assertThat(report.loaded()).contains("backbone.layer2.1.bn1.weight")
                .allMatch(name -> name.startsWith("backbone."));
        assertThat(report.under("backbone.layer2.").wrongShape()).isEmpty();
        assertThatThrownBy(report::requireComplete).isInstanceOf(InvalidModelException.class)
                .hasMessageContaining("backbone.conv1.weight is [64, 1, 7, 7] but must be [64, 3, 7, 7]")
                .hasMessageContaining("1 missing: backbone.layer2.1.bn2.weight");
    }

    private void assertSameNetwork(Backbone backbone, UnaryOperator<String> foreignName) {
        Map<String, NDArray> state = random(backbone);
        Map<String, NDArray> foreign = new HashMap<>();
        state.forEach((name, array) -> {
            String renamed = foreignName.apply(name);
            foreign.put(renamed, renamed.endsWith("gamma") ? array.flatten() : array);
        });
        assertThat(foreign.keySet()).isNotEqualTo(state.keySet());
        assertThat(difference(backbone, state, foreign)).isZero();
    }

    /** Between the maps of a network with our names and one with imported weights. */
    private double difference(Backbone backbone, Map<String, NDArray> own, Map<String, NDArray> foreign) {
        NDArray images = manager.randomNormal(new Shape(1, 3, 64, 64));
        NDArray expected = tokens(backbone, TensorSource.of(own), images);
        return Differences.relative(tokens(backbone, WeightImport.backbone(TensorSource.of(foreign)), images),
                expected);
    }

    private NDArray tokens(Backbone backbone, TensorSource source, NDArray images) {
        GlqiNet net = new GlqiNet(Architecture.paper(backbone));
        net.load(manager, source).under("backbone.").requireComplete();
        Pass pass = Pass.inference(images);
        return net.tokens(pass, net.map(pass, images));
    }

    /** Weights of a backbone, with the final norm where it has one, that keep the numbers in range. */
    private Map<String, NDArray> random(Backbone backbone) {
        Map<String, NDArray> state = new TreeMap<>();
        new GlqiNet(Architecture.paper(backbone)).named().forEach((name, parameter) -> {
            if (name.startsWith("backbone.")
                    || name.startsWith("norm.") && backbone.name().startsWith("CONVNEXT")) {
                state.put(name, random(name, parameter.getShape()));
            }
        });
        return state;
    }

    private NDArray random(String name, Shape shape) {
        return name.endsWith("running_var") || shape.dimension() == 1 && name.endsWith("weight")
                ? manager.randomUniform(0.5f, 1.5f, shape)
                : manager.randomNormal(shape).mul(0.05);
    }

    /** A MobileNetV2 whose convolutions have no bias but a BatchNorm with the next number. */
    private Map<String, NDArray> mobileNetWithNorms() {
        Map<String, NDArray> state = new HashMap<>();
        random(Backbone.MOBILENET_V2_CENTRED).forEach((name, array) -> {
            if (name.startsWith("backbone.") && name.endsWith(".weight")) {
                String conv = name.substring("backbone.".length(), name.length() - ".weight".length());
                state.put(conv + ".weight", array.mul(4));
                for (String part : new String[]{"weight", "bias", "running_mean", "running_var"}) {
                    state.put(next(conv) + "." + part, random(part, new Shape(array.getShape().get(0))));
                }
                state.put(next(conv) + ".num_batches_tracked", manager.create(7));
            }
        });
        return state;
    }

    private Map<String, NDArray> mobileNetFoldedByHand(Map<String, NDArray> withNorms) {
        Map<String, NDArray> own = new HashMap<>();
        withNorms.forEach((name, array) -> {
            if (array.getShape().dimension() == 4) {
                String conv = name.substring(0, name.length() - ".weight".length());
                NDArray scale = withNorms.get(next(conv) + ".weight")
                        .div(withNorms.get(next(conv) + ".running_var").add(1e-5).sqrt());
                own.put("backbone." + conv + ".weight", array.mul(scale.reshape(-1, 1, 1, 1)));
                own.put("backbone." + conv + ".bias", withNorms.get(next(conv) + ".bias")
                        .sub(withNorms.get(next(conv) + ".running_mean").mul(scale)));
            }
        });
        return own;
    }

    private static String next(String conv) {
        int dot = conv.lastIndexOf('.');
        return conv.substring(0, dot + 1) + (Integer.parseInt(conv.substring(dot + 1)) + 1);
    }

    private static String timmConvNeXt(String name) {
        String inside = name.replaceFirst("^norm\\.", "head.norm.").replaceFirst("^backbone\\.features\\.0\\.",
                "stem.");
        for (int stage = 0; stage < 4; stage++) {
            inside = inside.replaceFirst("^backbone\\.features\\." + (2 * stage + 1) + "\\.(\\d+)\\.",
                    "stages." + stage + ".blocks.$1.");
            inside = inside.replaceFirst("^backbone\\.features\\." + 2 * stage + "\\.",
                    "stages." + stage + ".downsample.");
        }
        return inside.replace("block.0.", "conv_dw.").replace("block.2.", "norm.").replace("block.3.", "mlp.fc1.")
                .replace("block.5.", "mlp.fc2.").replace("layer_scale", "gamma");
    }

    private static String timmMobileNet(String name) {
        String inside = name.replace("features.0.0.", "conv_stem.").replace("features.0.1.", "bn1.")
                .replace("features.1.conv.0.0.", "blocks.0.0.conv_dw.")
                .replace("features.1.conv.0.1.", "blocks.0.0.bn1.")
                .replace("features.1.conv.1.", "blocks.0.0.conv_pw.").replace("features.1.conv.2.", "blocks.0.0.bn2.");
        int[] depths = {2, 3, 4, 3, 3, 1};
        int index = 2;
        for (int stage = 0; stage < depths.length; stage++) {
            for (int block = 0; block < depths[stage]; block++) {
                inside = inside.replace("features." + index++ + ".conv.", "blocks." + (stage + 1) + "." + block + ".");
            }
        }
        return inside.replaceFirst("\\.0\\.0\\.(weight)$", ".conv_pw.$1").replaceFirst("\\.0\\.1\\.(\\w+)$", ".bn1.$1")
                .replaceFirst("\\.1\\.0\\.(weight)$", ".conv_dw.$1").replaceFirst("\\.1\\.1\\.(\\w+)$", ".bn2.$1")
                .replaceFirst("(blocks\\.\\d\\.\\d)\\.2\\.(weight)$", "$1.conv_pwl.$2")
                .replaceFirst("(blocks\\.\\d\\.\\d)\\.3\\.(\\w+)$", "$1.bn3.$2");
    }
}
