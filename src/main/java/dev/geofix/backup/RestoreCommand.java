package dev.geofix.backup;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code restore}: a data folder from a backup. */
@Command(name = "restore", mixinStandardHelpOptions = true, showDefaultValues = true, description = "Puts a backup into a data folder on which no service runs. The backup is checked first; run again what was killed.")
public final class RestoreCommand implements Callable<Integer> {
    @Option(names = "--from", required = true, description = "folder that backup has written")
    private Path from = Path.of("");

    @Option(names = "--data", defaultValue = "${env:GEOFIX_DATA:-data}", description = "data folder of the service; must be new or empty unless --replace is given")
    private Path data = Path.of("");

    @Option(names = "--replace", description = "move what is in the folder aside, into a folder within it")
    private boolean replace;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        try {
            Restore.Done done = new Restore(from, data, replace, () -> {}).run();
            StoreCheck.Summary restored = StoreCheck.count(data);
            PrintWriter out = spec.commandLine().getOut();
            out.printf("%d tiles of %d galleries restored to %s.%n", restored.tiles(), restored.galleries(), data);
            if (done.aside() != null) {
                out.printf("What was there before lies in %s; delete it when you do not need it.%n", done.aside());
            }
            if (done.failedJobs() > 0) {
                out.printf("%d jobs that ran in processes of their own are marked as failed; each says how to go on.%n",
                        done.failedJobs());
            }
            out.flush();
            return 0;
        } catch (SQLException e) {
            throw new FileSystemException(from.resolve(Database.FILE).toString(), null,
                    "the database cannot be restored (" + e.getMessage() + "); see that there is room in " + data);
        }
    }
}
