package dev.geofix.benchmark;

import dev.geofix.platform.Quantiles;
import dev.geofix.platform.UserException;
import dev.geofix.platform.telemetry.Metric;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code measure-overload}: what a running service does when more is asked of it than it can. */
@Command(name = "measure-overload", mixinStandardHelpOptions = true, showDefaultValues = true, description = {
    "Finds what a running service can answer, then asks for several times as much.",
    "Start it without a rate limit: no key, or --geofix.security.rate-limit.locate=0."})
public final class MeasureOverloadCommand implements Callable<Integer> {
    @Mixin
    private PhotoClient.Target target = new PhotoClient.Target();

    @Option(names = "--connections", description = "how many ask at once when its capacity is found")
    private int connections = 8;

    @Option(names = "--requests", description = "photos to ask for then")
    private int requests = 400;

    @Option(names = "--factor", description = "how many times its capacity is asked for")
    private double factor = 3;

    @Option(names = "--seconds", description = "for how long")
    private int seconds = 120;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws Exception {
        if (connections < 1 || requests < 1 || seconds < 1 || !(factor > 0)) {
            throw new UserException("--connections, --requests, --seconds and --factor are above 0");
        }
        PrintWriter out = spec.commandLine().getOut();
        try (PhotoClient client = target.client()) {
            PhotoLoad.closed(client, connections, 5 * connections);
            out.println(
                    "| load | photos/s asked | answered | of capacity | p50 ms | p99 ms | by status | resident MB, start and end | threads, start and end |");
            out.println("|---|---|---|---|---|---|---|---|---|");
            ServiceState before = ServiceState.of(client);
            PhotoLoad capacity = PhotoLoad.closed(client, connections, requests);
            ServiceState between = ServiceState.of(client);
            row(out, connections + " at once", capacity, capacity, before, between);
            PhotoLoad over = PhotoLoad.open(client, factor * capacity.servedPerSecond(), Duration.ofSeconds(seconds));
            row(out, String.format(Locale.ROOT, "%.1f x capacity, %d s", factor, seconds), over, capacity, between,
                    ServiceState.of(client));
        }
        return 0;
    }

    private static void row(PrintWriter out, String name, PhotoLoad load, PhotoLoad capacity, ServiceState before,
            ServiceState after) {
        double[] millis = load.millis(0);
        out.printf(Locale.ROOT, "| %s | %.1f | %.1f | %.2f | %.0f | %.0f | %s | %.0f, %.0f | %.0f, %.0f |%n", name,
                load.answers().size() / load.seconds(), load.servedPerSecond(),
                load.servedPerSecond() / capacity.servedPerSecond(), Quantiles.of(millis, 0.5),
                Quantiles.of(millis, 0.99), load.statuses(), before.megabytes(), after.megabytes(),
                before.threads(), after.threads());
        out.flush();
    }

    /** What the service says of itself. */
    private record ServiceState(double megabytes, double threads) {
        static ServiceState of(PhotoClient client) throws IOException, InterruptedException {
            return new ServiceState(client.metric(Metric.PROCESS_RESIDENT.id()) / (1 << 20),
                    client.metric("jvm.threads.live"));
        }
    }
}
