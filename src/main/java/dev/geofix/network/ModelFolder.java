package dev.geofix.network;

import ai.djl.ndarray.NDManager;
import dev.geofix.platform.storage.DurableFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * A model on disk, checked when it is read: {@code model.json} and {@code weights.safetensors}.
 *
 * @param centering of the descriptors; none when the weights have no centres
 */
public record ModelFolder(Path path, ModelManifest manifest, DescriptorCentering centering) {
    public static final String MANIFEST = "model.json";
    public static final String WEIGHTS = "weights.safetensors";

    /**
     * @throws IOException when the files cannot be read
     * @throws InvalidModelException when manifest and weights are not those of one sound model
     */
    public static ModelFolder read(Path path) throws IOException {
        for (String file : new String[]{MANIFEST, WEIGHTS}) {
            if (!Files.isRegularFile(path.resolve(file))) {
                throw new NoSuchFileException(path.resolve(file).toString(), null, "a model folder needs this file");
            }
        }
        ModelManifest manifest = ManifestJson.read(path.resolve(MANIFEST));
        try (Safetensors file = Safetensors.open(path.resolve(WEIGHTS))) {
            TensorSource expected = new GlqiNet(manifest.architecture()).state();
            TensorSource weights = named(file, expected.names());
            DescriptorCentering centering = DescriptorCentering.read(weights,
                    manifest.architecture().dimension());
            requireFit(expected, weights);
            requireFinite(weights);
            return new ModelFolder(path, manifest, centering);
        }
    }

    /** The network with its weights on this manager, frozen. */
    public GlqiNet network(NDManager manager) throws IOException {
        GlqiNet net = new GlqiNet(manifest.architecture());
        try (Safetensors weights = Safetensors.open(path.resolve(WEIGHTS))) {
            net.load(manager, named(weights, net.state().names())).requireComplete();
        }
        net.freeze(name -> true);
        return net;
    }

    /** Writes a model in float32; a folder that stood there is replaced when the new one is complete. */
    public static void write(Path path, ModelManifest manifest, GlqiNet net, DescriptorCentering centering)
            throws IOException {
        write(path, manifest, net, centering, false);
    }

    /** The same with matrices in float16, half the size. */
    public static void writeHalf(Path path, ModelManifest manifest, GlqiNet net, DescriptorCentering centering)
            throws IOException {
        write(path, manifest, net, centering, true);
    }

    /** Replaces the manifest by one that says more about the same network; the weights are not touched. */
    public void describe(ModelManifest described) throws IOException {
        if (!described.architecture().equals(manifest.architecture())
                || !described.preprocessing().equals(manifest.preprocessing())) {
            throw new IllegalArgumentException("the manifest describes another network than the folder's");
        }
        DurableFiles.write(path.resolve(MANIFEST), ManifestJson.write(described));
    }

    private static void write(Path path, ModelManifest manifest, GlqiNet net, DescriptorCentering centering,
            boolean half) throws IOException {
        if (!manifest.architecture().equals(net.architecture())) {
            throw new IllegalArgumentException("the manifest describes another architecture than the network's");
        }
        TensorSource tensors = DerivedTensors.union(net.state(), centering.tensors());
        DurableFiles.writeFolder(path, folder -> {
            Files.write(folder.resolve(MANIFEST), ManifestJson.write(manifest));
            if (half) {
                SafetensorsWriter.writeHalf(folder.resolve(WEIGHTS), tensors, Map.of());
            } else {
                SafetensorsWriter.write(folder.resolve(WEIGHTS), tensors, Map.of());
            }
        });
    }

    /** The weights without what stands before all their names, where only so there are all that are expected. */
    private static TensorSource named(TensorSource weights, Set<String> expected) {
        return DerivedTensors.unwrapped(weights).stream().filter(each -> each.names().containsAll(expected)).findFirst()
                .orElse(weights);
    }

    private static void requireFit(TensorSource expected, TensorSource found) {
        Set<String> missing = new TreeSet<>(expected.names());
        missing.removeAll(found.names());
        Set<String> unexpected = new TreeSet<>(found.names());
        unexpected.removeAll(expected.names());
        unexpected.removeAll(Set.of(DescriptorCentering.SATELLITE, DescriptorCentering.DRONE));
        if (!missing.isEmpty() || !unexpected.isEmpty()) {
            throw new InvalidModelException("the weights are not those of the manifest's architecture; missing: "
                    + missing + ", unexpected: " + unexpected);
        }
        for (String name : expected.names()) {
            if (!Arrays.equals(expected.shape(name), found.shape(name))) {
                throw new InvalidModelException(name + " is " + Arrays.toString(found.shape(name)) + " but must be "
                        + Arrays.toString(expected.shape(name)));
            }
        }
    }

    private static void requireFinite(TensorSource weights) {
        for (String name : weights.names()) {
            boolean variance = name.endsWith(".running_var");
            for (float value : weights.values(name)) {
                if (!Float.isFinite(value) || variance && value < 0) {
                    throw new InvalidModelException(name + " holds " + value + ", which is no weight");
                }
            }
        }
    }

    /** {@link ModelManifest} as JSON; a property that is not known might change what the network computes, so it is refused. */
    private static final class ManifestJson {
        /** A manifest is a page of text. */
        private static final long LARGEST = 4 << 20;

        private static final JsonMapper MAPPER = JsonMapper.builder()
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
                        DeserializationFeature.FAIL_ON_TRAILING_TOKENS,
                        DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS).enable(SerializationFeature.INDENT_OUTPUT).build();

        private ManifestJson() {}

        static ModelManifest read(Path file) throws IOException {
            if (Files.size(file) > LARGEST) {
                throw new InvalidModelException(file.getFileName() + " is larger than any manifest");
            }
            try {
                return MAPPER.readValue(Files.readAllBytes(file), ModelManifest.class);
            } catch (JacksonException e) {
                String place = e.getPath().stream().map(JacksonException.Reference::getPropertyName)
                        .filter(Objects::nonNull).collect(Collectors.joining("."));
                throw new InvalidModelException(file.getFileName() + " is no manifest"
                        + (place.isEmpty() ? ": " : "; at " + place + ": ") + e.getOriginalMessage(), e);
            }
        }

        static byte[] write(ModelManifest manifest) {
            return MAPPER.writeValueAsBytes(manifest);
        }
    }
}
