package dev.geofix.jobs.process;

import dev.geofix.jobs.JobContext;
import dev.geofix.jobs.process.JobFolder.CommandFiles;
import java.nio.file.Path;
import java.util.List;

/**
 * A command of this program to be run for a job. Folder and name tell it from all others for ever: what runs under the same two is the same run.
 *
 * @param folder of the job; holds all that is known of the run
 * @param name of the command within its job, which begins the names of its files
 * @param output file to which it appends what it prints, the job's log
 * @param arguments as on the command line, {@code train} or another command first
 */
public record ProcessCommand(Path folder, String name, Path output, List<String> arguments) {
    public ProcessCommand {
        arguments = List.copyOf(arguments);
    }

    public static ProcessCommand of(JobContext context, String name, List<String> arguments) {
        return new ProcessCommand(context.folder(), name, context.logFile(), arguments);
    }

    public CommandFiles files() {
        return new JobFolder(folder).command(name);
    }

    /** The line of the log behind which it prints. */
    String startLine() {
        return name + ": process started";
    }
}
