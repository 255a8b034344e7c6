package dev.geofix.app;

import dev.geofix.ablation.AblateCommand;
import dev.geofix.backup.BackupCommand;
import dev.geofix.backup.CheckDataCommand;
import dev.geofix.backup.CopyToClusterCommand;
import dev.geofix.backup.RestoreCommand;
import dev.geofix.benchmark.MeasureCommand;
import dev.geofix.benchmark.MeasureIndexCommand;
import dev.geofix.benchmark.MeasureOverloadCommand;
import dev.geofix.benchmark.MeasureTrainingCommand;
import dev.geofix.calibration.CalibrateCommand;
import dev.geofix.dataset.CheckDatasetCommand;
import dev.geofix.dataset.ViewsCommand;
import dev.geofix.evaluation.EvaluateCommand;
import dev.geofix.gallery.reindex.ReindexCommand;
import dev.geofix.inference.EmbedCommand;
import dev.geofix.network.InvalidModelException;
import dev.geofix.platform.UserException;
import dev.geofix.security.KeysCommand;
import dev.geofix.simulator.SimulateCommand;
import dev.geofix.training.ExportCommand;
import dev.geofix.training.TrainCommand;
import java.io.PrintWriter;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import picocli.CommandLine;

/** The command line of the jar: the service when the first word is no command, else the command. */
@Command(name = "geofix", mixinStandardHelpOptions = true, subcommands = {SimulateCommand.class, ViewsCommand.class,
    CheckDatasetCommand.class, TrainCommand.class, EvaluateCommand.class, AblateCommand.class, ExportCommand.class,
    CalibrateCommand.class,
    MeasureCommand.class, MeasureOverloadCommand.class, MeasureTrainingCommand.class, EmbedCommand.class,
    MeasureIndexCommand.class,
    ReindexCommand.class, WorkCommand.class,
    BackupCommand.class, RestoreCommand.class, CheckDataCommand.class, CopyToClusterCommand.class, KeysCommand.class,
    HelpCommand.class}, synopsisSubcommandLabel = "[COMMAND]", description = {
        "Tells where a drone photo was taken. Without a command it starts the service; settings are given as",
        "--server.port=8080 or --geofix.data=FOLDER."})
final class Commands implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** Whether these arguments name a command, rather than settings of the service. */
    static boolean wanted(String[] args) {
        return args.length > 0 && (!args[0].startsWith("-") || args[0].equals("--help") || args[0].equals("-h"));
    }

    /**
     * Runs the named command. Of what the caller can mend the message alone is shown.
     *
     * @param reason told in a sentence what went wrong
     * @return the exit status: 0 done, 1 failed, 2 wrong usage
     */
    static int run(String[] args, PrintWriter out, PrintWriter err, Consumer<String> reason) {
        CommandLine commands = new CommandLine(new Commands());
        IParameterExceptionHandler usage = commands.getParameterExceptionHandler();
        return commands.setOut(out).setErr(err).setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler((wrong, parsed) -> {
                    reason.accept(String.valueOf(wrong.getMessage()));
                    return usage.handleParseException(wrong, parsed);
                }).setExecutionExceptionHandler((failure, command, parsed) -> {
                    String mendable = mendable(failure);
                    reason.accept(mendable == null ? failure.toString() : mendable);
                    if (mendable == null) {
                        throw failure;
                    }
                    command.getErr().println(command.getColorScheme().errorText(mendable));
                    return CommandLine.ExitCode.USAGE;
                }).execute(args);
    }

    private static @Nullable String mendable(Exception failure) {
        return switch (failure) {
            case UserException e -> e.getMessage();
            case InvalidModelException e -> e.getMessage();
            case NoSuchFileException e when e.getReason() == null -> e.getFile() + " is not there";
            case FileSystemException e -> e.getMessage();
            default -> null;
        };
    }

    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getOut());
        return CommandLine.ExitCode.OK;
    }
}
