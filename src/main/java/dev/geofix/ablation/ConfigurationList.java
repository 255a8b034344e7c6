package dev.geofix.ablation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Reads configurations of one's own from a JSON file. */
final class ConfigurationList {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

    private ConfigurationList() {}

    /** @throws IllegalArgumentException when the file is no such list, or a name stands twice in a group */
    static List<Configuration> read(Path file) throws IOException {
        List<Configuration> list;
        try {
            list = List.of(JSON.readValue(Files.readAllBytes(file), Configuration[].class));
        } catch (JacksonException e) {
            String reason = e.getCause() instanceof IllegalArgumentException cause
                    ? cause.getMessage()
                    : e.getOriginalMessage();
            throw new IllegalArgumentException(
                    file + " is no list of {\"name\": …, \"group\": …, \"set\": {…}}: " + reason, e);
        }
        Set<String> seen = new HashSet<>();
        for (Configuration configuration : list) {
            if (!seen.add(configuration.group() + "/" + configuration.name())) {
                throw new IllegalArgumentException(file + " has '" + configuration.name() + "' twice in the group "
                        + configuration.group());
            }
        }
        if (list.isEmpty()) {
            throw new IllegalArgumentException(file + " lists no configuration");
        }
        return list;
    }
}
