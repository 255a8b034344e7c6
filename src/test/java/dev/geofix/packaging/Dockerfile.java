package dev.geofix.packaging;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The instructions of the last stage and of those before, lines joined and comments left out. */
record Dockerfile(List<String> instructions) {
    static final Path FILE = Path.of("Dockerfile");

    static Dockerfile read() {
        try {
            String text = Files.readString(FILE).replaceAll("(?m)^\\s*#.*\\R", "").replaceAll("\\\\\\R\\s*", " ");
            return new Dockerfile(text.lines().filter(line -> !line.isBlank()).toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What follows this word, at each of its instructions. */
    List<String> all(String word) {
        return instructions.stream().filter(line -> line.startsWith(word + " "))
                .map(line -> line.substring(word.length() + 1)).toList();
    }

    String last(String word) {
        return all(word).getLast();
    }

    Map<String, String> environment() {
        return all("ENV").stream().flatMap(line -> Arrays.stream(line.split(" +")))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1].replace("\"", "")));
    }
}
