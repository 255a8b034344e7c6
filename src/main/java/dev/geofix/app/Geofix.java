package dev.geofix.app;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import dev.geofix.jobs.process.Reporter;
import dev.geofix.network.EngineKernels;
import dev.geofix.platform.UnpackedNatives;
import java.io.PrintWriter;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import picocli.CommandLine;

/** Starts the service, or the command that the first word names. */
@SpringBootApplication(scanBasePackages = "dev.geofix")
@ConfigurationPropertiesScan("dev.geofix")
public class Geofix {
    public static void main(String[] args) {
        // The engine's library neither downloads nor reports anything.
        System.setProperty("ai.djl.offline", "true");
        System.setProperty("OPT_OUT_TRACKING", "true");
        EngineKernels.choose();
        UnpackedNatives.announce();
        if (Commands.wanted(args)) {
            end(command(args));
        }
        SpringApplication.run(Geofix.class, args);
    }

    /** When a signal has begun the end already, which keeps its own status, {@code exit} would wait for ever. */
    private static void end(int status) {
        try {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {}));
        } catch (IllegalStateException e) {
            Runtime.getRuntime().halt(status);
        }
        System.exit(status);
    }

    /** A command prints what it has to say; what libraries tell of themselves is not meant for its user. */
    private static void quiet(String library, Level least) {
        if (LoggerFactory.getLogger(library) instanceof Logger logger) {
            logger.setLevel(least);
        }
    }

    /** @return the exit status, which a job that waits for the command gets to know too */
    private static int command(String[] args) {
        quiet("ai.djl", Level.WARN);
        quiet("ai.djl.util.cuda.CudaUtils", Level.ERROR);
        quiet("org.flywaydb", Level.WARN);
        Reporter reporter = Reporter.begin();
        AtomicReference<String> reason = new AtomicReference<>("");
        int status = CommandLine.ExitCode.SOFTWARE;
        try {
            status = Commands.run(args, new PrintWriter(System.out, true, System.out.charset()),
                    new PrintWriter(System.err, true, System.err.charset()),
                    reason::set);
        } catch (Error e) {
            reason.set(e.toString());
            throw e;
        } finally {
            reporter.end(status, reason.get());
        }
        return status;
    }
}
