package dev.geofix.security;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;

/** The command {@code keys}, as it is typed. */
public record Keys(List<String> where) {
    public Keys(Path data) {
        this(List.of("--data", data.toString()));
    }

    /** Those of a PostgreSQL. */
    public static Keys of(String url) {
        return new Keys(List.of("--database", url));
    }

    record Outcome(int status, String out, String err) {}

    public String create(String name, String role, String... further) {
        List<String> words = new ArrayList<>(List.of("create", "--name", name, "--role", role));
        words.addAll(List.of(further));
        Outcome outcome = run(words.toArray(String[]::new));
        if (outcome.status() != 0) {
            throw new IllegalStateException(outcome.err());
        }
        return outcome.out().strip();
    }

    void revoke(String name) {
        Outcome outcome = run("revoke", name);
        if (outcome.status() != 0) {
            throw new IllegalStateException(outcome.err());
        }
    }

    Outcome run(String... words) {
        List<String> line = new ArrayList<>(List.of(words));
        if (!words[0].equals("hash")) {
            line.addAll(where);
        }
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine command = new CommandLine(new KeysCommand()).setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true)).setExecutionExceptionHandler((failure, failed, parsed) -> {
                    failed.getErr().println(failure.getMessage());
                    return 2;
                });
        int status = command.execute(line.toArray(String[]::new));
        return new Outcome(status, out.toString(), err.toString());
    }
}
