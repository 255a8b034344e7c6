package dev.geofix.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.geofix.testing.OperatedService;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The API changes only on purpose: what the service says of it is what lies in docs/api.json, which clients can be made of. */
@ExtendWith(OperatedService.class)
class ApiDescriptionTest {
    private static final Path FILE = Path.of("docs/api.json");
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS).enable(SerializationFeature.INDENT_OUTPUT).build();

    @Test
    void theApiIsTheOneInTheDocumentation() throws Exception {
        JsonNode now = OperatedService.running().api().get("/v3/api-docs").body();
        if ("write".equals(System.getProperty("geofix.docs"))) {
            Files.writeString(FILE, sorted(now));
        }
        assertThat(differences(JSON.readTree(FILE), now))
                .as("If the API is to change so, write the file anew and say it in CHANGELOG.md: "
                        + "./mvnw test -Dtest=ApiDescriptionTest -Dgeofix.docs=write")
                .isEmpty();
        assertThat(FILE).content().isEqualTo(sorted(now));
    }

    @Test
    void aDifferenceIsNamedByItsPath() {
        JsonNode one = JSON.readTree("{\"paths\": {\"/a\": [1, 2], \"/b\": true}}");
        JsonNode other = JSON.readTree("{\"paths\": {\"/a\": [1, 3], \"/c\": {}}}");
        assertThat(differences(one, other)).containsExactly("paths /a 1: was 2, is 3", "paths /b: was true, is absent",
                "paths /c: was absent, is {}");
    }

    private static String sorted(JsonNode description) {
        return JSON.writeValueAsString(JSON.treeToValue(description, Object.class)) + '\n';
    }

    private static List<String> differences(JsonNode was, JsonNode is) {
        SortedMap<String, String> before = values(was);
        SortedMap<String, String> now = values(is);
        TreeSet<String> places = new TreeSet<>(before.keySet());
        places.addAll(now.keySet());
        List<String> found = new ArrayList<>();
        for (String place : places) {
            String old = before.getOrDefault(place, "absent");
            String current = now.getOrDefault(place, "absent");
            if (!old.equals(current)) {
                found.add(place + ": was " + old + ", is " + current);
            }
        }
        return found;
    }

    /** Every value by the names on the way to it. */
    private static SortedMap<String, String> values(JsonNode node) {
        SortedMap<String, String> values = new TreeMap<>();
        collect("", node, values);
        return values;
    }

    private static void collect(String place, JsonNode node, Map<String, String> into) {
        if (node.isEmpty()) {
            into.put(place.strip(), node.toString());
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                collect(place + " " + i, node.get(i), into);
            }
        } else {
            node.properties().forEach(field -> collect(place + " " + field.getKey(), field.getValue(), into));
        }
    }
}
