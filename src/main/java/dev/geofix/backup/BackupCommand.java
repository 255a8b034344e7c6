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

/** {@code backup}: a consistent copy of a data folder, whether a service runs on it or not. */
@Command(name = "backup", mixinStandardHelpOptions = true, showDefaultValues = true, description = "Copies a data folder while the service runs on it: galleries, models and jobs as they stand at one moment.")
public final class BackupCommand implements Callable<Integer> {
    @Option(names = "--data", defaultValue = "${env:GEOFIX_DATA:-data}", description = "data folder of the service")
    private Path data = Path.of("");

    @Option(names = "--out", required = true, description = "new folder for the copy")
    private Path out = Path.of("");

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        try {
            new Backup(data, out).run();
            PrintWriter writer = spec.commandLine().getOut();
            StoreCheck.Summary copied = StoreCheck.count(out);
            writer.printf("%d tiles of %d galleries copied to %s. To go back to it, stop the service and run "
                    + "restore --from %s --data %s --replace.%n", copied.tiles(), copied.galleries(), out, out, data);
            writer.println(Database.ELSEWHERE);
            writer.flush();
            return 0;
        } catch (SQLException e) {
            throw new FileSystemException(data.resolve(Database.FILE).toString(), null,
                    "the database cannot be copied (" + e.getMessage() + "); run check --data " + data
                            + ", and see that there is room for the copy");
        }
    }
}
