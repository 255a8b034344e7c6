package dev.geofix.testing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a service exposes to Prometheus in the text format 0.0.4; a line that is not of that format is refused. */
public record Exposition(Map<String, String> help, Map<String, String> types, List<Sample> samples) {
    private static final Pattern COMMENT = Pattern.compile("# (HELP|TYPE) ([a-zA-Z_:][a-zA-Z0-9_:]*) (.*)");
    private static final Pattern SAMPLE = Pattern
            .compile("([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\\{(.*)})? (NaN|[+-]Inf|[-+0-9.eE]+)");
    private static final Pattern LABEL = Pattern
            .compile("\\G([a-zA-Z_][a-zA-Z0-9_]*)=\"((?:[^\"\\\\]|\\\\.)*)\"(?:,|$)");

    /** @param labels unescaped */
    public record Sample(String name, Map<String, String> labels, double value) {}

    public static Exposition of(String text) {
        Exposition read = new Exposition(new LinkedHashMap<>(), new LinkedHashMap<>(), new ArrayList<>());
        text.lines().filter(line -> !line.isBlank()).forEach(read::add);
        return read;
    }

    private void add(String line) {
        Matcher comment = COMMENT.matcher(line);
        if (comment.matches()) {
            (comment.group(1).equals("HELP") ? help : types).put(comment.group(2), comment.group(3));
            return;
        }
        Matcher sample = SAMPLE.matcher(line);
        if (!sample.matches()) {
            throw new IllegalArgumentException("no line of an exposition: " + line);
        }
        String value = sample.group(3).replace("Inf", "Infinity");
        samples.add(new Sample(sample.group(1), labels(sample.group(2)), Double.parseDouble(value)));
    }

    private static Map<String, String> labels(String text) {
        Map<String, String> labels = new LinkedHashMap<>();
        int end = 0;
        Matcher label = LABEL.matcher(text == null ? "" : text);
        while (label.find()) {
            labels.put(label.group(1), label.group(2).replace("\\\"", "\"").replace("\\n", "\n").replace("\\\\", "\\"));
            end = label.end();
        }
        if (text != null && end != text.length()) {
            throw new IllegalArgumentException("no labels of an exposition: " + text);
        }
        return labels;
    }

    public List<Sample> named(String name) {
        return samples.stream().filter(sample -> sample.name().equals(name)).toList();
    }

    /** Sum of the samples that have this label; of all of that name without. */
    public double sum(String name, String... label) {
        return named(name).stream()
                .filter(sample -> label.length == 0 || label[1].equals(sample.labels().get(label[0])))
                .mapToDouble(Sample::value).sum();
    }
}
