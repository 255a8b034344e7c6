package dev.geofix.benchmark;

import dev.geofix.platform.Quantiles;
import dev.geofix.platform.UserException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code measure}: what {@code POST /locate} of a running service costs, as its clients see it and stage by stage. */
@Command(name = "measure", mixinStandardHelpOptions = true, showDefaultValues = true, description = "Asks a running service for photos and prints how long it takes.")
public final class MeasureCommand implements Callable<Integer> {
    @Mixin
    private PhotoClient.Target target = new PhotoClient.Target();

    @Option(names = "--requests", description = "photos to ask for at each number of connections")
    private int requests = 300;

    @Option(names = "--connections", split = ",", description = "how many are asked for at once")
    private List<Integer> connections = List.of(1, 4);

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        if (requests < 1) {
            throw new UserException("--requests must be above 0");
        }
        PrintWriter out = spec == null
                ? new PrintWriter(System.out, true, System.out.charset())
                : spec.commandLine().getOut();
        try (PhotoClient client = target.client()) {
            PhotoLoad.closed(client, 1, Math.min(requests, 20));
            out.println(
                    "| at once | photos/s | answered | whole p50 | p99 | decode p50 | p99 | embed p50 | p99 | search p50 | p99 |");
            out.println("|---|---|---|---|---|---|---|---|---|---|---|");
            for (int width : connections) {
                out.println(row(width, PhotoLoad.closed(client, width, requests)));
                out.flush();
            }
        }
        return 0;
    }

    /** Refused photos count as asked for, but not into the times. */
    private static String row(int width, PhotoLoad load) {
        StringBuilder row = new StringBuilder(String.format(Locale.ROOT, "| %d | %.1f | %d of %d |", width,
                load.servedPerSecond(), load.served(), load.answers().size()));
        for (int i = 0; i <= PhotoClient.STAGES.size(); i++) {
            double[] millis = load.millis(i);
            row.append(String.format(Locale.ROOT, " %.1f | %.1f |", Quantiles.of(millis, 0.5),
                    Quantiles.of(millis, 0.99)));
        }
        return row.toString();
    }
}
