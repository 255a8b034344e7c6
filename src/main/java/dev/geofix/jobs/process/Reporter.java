package dev.geofix.jobs.process;

import dev.geofix.jobs.process.JobFolder.CommandFiles;
import dev.geofix.jobs.process.JobFolder.Outcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The command's side: says to its job that it runs, and how it ended. Does nothing in a command that a person started. */
public final class Reporter {
    /** Path of the job's folder with the command's name as last element. */
    static final String PROPERTY = "geofix.process";

    private final @Nullable CommandFiles files;

    private Reporter(@Nullable CommandFiles files) {
        this.files = files;
    }

    /** Says that the command runs, in this process. */
    public static Reporter begin() {
        String place = System.getProperty(PROPERTY);
        if (place == null) {
            return new Reporter(null);
        }
        Path path = Path.of(place);
        CommandFiles files = new JobFolder(path.resolveSibling("")).command(path.getFileName().toString());
        try {
            files.begin(ProcessIdentity.of(ProcessHandle.current()));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write to " + path.resolveSibling(""), e);
        }
        return new Reporter(files);
    }

    /** To be called as the very last thing: who reads it takes the work for done. */
    public void end(int exitCode, String message) {
        if (files != null) {
            files.write(new Outcome(exitCode, message));
        }
    }
}
