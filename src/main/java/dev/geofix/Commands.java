package dev.geofix;

import dev.geofix.evaluation.EvaluateCommand;
import dev.geofix.locate.CalibrateCommand;
import dev.geofix.simulator.SimulateCommand;
import dev.geofix.training.ExportCommand;
import dev.geofix.training.TrainCommand;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command line of the jar: the service when the first word is no command, else the command. */
@Command(name = "geofix", mixinStandardHelpOptions = true, subcommands = {SimulateCommand.class, TrainCommand.class,
    EvaluateCommand.class, ExportCommand.class, CalibrateCommand.class,
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
     * Runs the named command. An {@link IllegalArgumentException} is what the caller can mend, so its message alone is shown.
     *
     * @return the exit status: 0 done, 1 failed, 2 wrong usage
     */
    static int run(String[] args, PrintWriter out, PrintWriter err) {
        return new CommandLine(new Commands()).setOut(out).setErr(err).setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    if (!(failure instanceof IllegalArgumentException)) {
                        throw failure;
                    }
                    command.getErr().println(command.getColorScheme().errorText(failure.getMessage()));
                    return CommandLine.ExitCode.USAGE;
                }).execute(args);
    }

    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getOut());
        return CommandLine.ExitCode.OK;
    }
}
