package dev.geofix.training;

import dev.geofix.platform.Expectation;
import dev.geofix.platform.UserException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The settings of a training as a tree of JSON values, whose leaves have dotted names. */
record SettingsTree(ObjectNode root) {
    private static final String RECIPE = "recipe";
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
                    DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT).disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS).build();

    static SettingsTree of(TrainingConfig config) {
        return new SettingsTree(JSON.valueToTree(config));
    }

    TrainingConfig with(Map<String, ?> changes) {
        ObjectNode changed = root.deepCopy();
        changes.forEach((name, value) -> set(changed, name, JSON.valueToTree(value)));
        try {
            return JSON.treeToValue(changed, TrainingConfig.class);
        } catch (JacksonException e) {
            throw new UserException(explain(e, changed), e);
        }
    }

    private void set(ObjectNode tree, String name, JsonNode value) {
        if (value.isObject()) {
            value.properties().forEach(entry -> set(tree, name + "." + entry.getKey(), entry.getValue()));
            return;
        }
        int dot = name.lastIndexOf('.');
        JsonNode parent = dot < 0 ? tree : tree.at("/" + name.substring(0, dot).replace('.', '/'));
        String leaf = name.substring(dot + 1);
        if (!(parent instanceof ObjectNode object) || !object.has(leaf) || object.get(leaf).isObject()
                || name.equals(RECIPE)) {
            throw new UserException(
                    "there is no setting '" + name + "'; there are " + String.join(", ", leaves().keySet()));
        }
        object.set(leaf, fitted(object.get(leaf), value));
    }

    /** A command line has nothing but text: numbers, truth values and lists are read from it. */
    private static JsonNode fitted(JsonNode before, JsonNode value) {
        if (!value.isString()) {
            return value;
        }
        String text = value.asString().strip();
        if (before.isString()) {
            return JSON.valueToTree(text.toUpperCase(Locale.ROOT));
        }
        if (before.isArray() && !text.startsWith("[")) {
            return JSON.valueToTree(text.isEmpty()
                    ? List.of()
                    : Arrays.stream(text.split("\\s*,\\s*")).map(SettingsTree::numberOrText).toList());
        }
        try {
            return JSON.readTree(text);
        } catch (JacksonException e) {
            return value;
        }
    }

    private static Object numberOrText(String text) {
        try {
            JsonNode value = JSON.readTree(text);
            return value.isNumber() ? value : text;
        } catch (JacksonException e) {
            return text;
        }
    }

    private static String explain(JacksonException e, ObjectNode tree) {
        String name = e.getPath().stream().map(JacksonException.Reference::getPropertyName).filter(Objects::nonNull)
                .collect(Collectors.joining("."));
        Throwable cause = e.getCause() instanceof IllegalArgumentException refused ? refused : null;
        if (cause != null) {
            return String.valueOf(cause.getMessage());
        }
        JsonNode value = tree.at("/" + name.replace('.', '/'));
        Class<?> type = e instanceof MismatchedInputException mismatch ? mismatch.getTargetType() : null;
        return "the setting " + name + " cannot be " + value + ": it must be " + Expectation.of(type);
    }

    /** Every setting by its dotted name, with its value as JSON. */
    Map<String, String> leaves() {
        Map<String, String> leaves = new TreeMap<>();
        collect("", root, leaves);
        return leaves;
    }

    private static void collect(String prefix, JsonNode node, Map<String, String> leaves) {
        node.properties().forEach(entry -> {
            String name = prefix + entry.getKey();
            if (entry.getValue().isObject()) {
                collect(name + ".", entry.getValue(), leaves);
            } else {
                leaves.put(name, entry.getValue().toString());
            }
        });
    }

    List<String> differences(SettingsTree other) {
        Map<String, String> theirs = other.leaves();
        List<String> differences = new ArrayList<>();
        leaves().forEach((name, value) -> {
            if (!value.equals(theirs.get(name))) {
                differences.add(name + ": " + value + ", not " + theirs.get(name));
            }
        });
        return differences;
    }
}
