package dev.geofix.network;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.json.JsonMapper;

/** {@link ModelManifest} as JSON; a property that is not known might change what the network computes, so it is refused. */
final class ManifestJson {
    /** A manifest is a page of text. */
    private static final long LARGEST = 4 << 20;

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, DeserializationFeature.FAIL_ON_TRAILING_TOKENS,
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
