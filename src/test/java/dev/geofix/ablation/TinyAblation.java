package dev.geofix.ablation;

import dev.geofix.testing.TinyDataset;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import picocli.CommandLine;

/**
 * The command on networks that learn nothing: two steps on pictures of 64 pixels.
 *
 * @param folder with the dataset, the list and what comes out
 * @param printed what the command says
 */
record TinyAblation(Path folder, StringWriter printed) {
    /** Folder of the one training, in {@code out}. */
    static final String RUN = "runs/convnext_atto-no-parts/seed-1/";
    static final String ONE = "{\"name\": \"without parts\", \"group\": \"heads\", \"set\": {\"network.quadrants\": false}}";

    TinyAblation(Path folder) {
        this(folder, new StringWriter());
    }

    Path dataset() {
        return folder.resolve("dataset");
    }

    Path out(String name) {
        return folder.resolve("out").resolve(name);
    }

    /** Writes the list. */
    TinyAblation of(String... configurations) throws IOException {
        Files.writeString(folder.resolve("list.json"), "[" + String.join(", ", configurations) + "]");
        return this;
    }

    int run(String... more) throws IOException, InterruptedException {
        return run(() -> false, more);
    }

    int run(BooleanSupplier stop, String... more) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of("--dataset", dataset().toString(), "--out", out("").toString(),
                "--list", folder.resolve("list.json").toString(), "--recipe", "strong", "--set", "epochSteps=1"));
        TinyDataset.SETTINGS.forEach((name, value) -> words.addAll(List.of("--set", name + "=" + value)));
        words.addAll(List.of(more));
        CommandLine command = new CommandLine(new AblateCommand()).setCaseInsensitiveEnumValuesAllowed(true)
                .setOut(new PrintWriter(printed, true));
        command.parseArgs(words.toArray(String[]::new));
        return command.<AblateCommand>getCommand().ablate(stop);
    }
}
