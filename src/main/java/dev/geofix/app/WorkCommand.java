package dev.geofix.app;

import dev.geofix.jobs.JobService;
import dev.geofix.platform.GeofixSettings;
import dev.geofix.platform.UserException;
import dev.geofix.platform.storage.OperationsDatabase;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;
import picocli.CommandLine;

/** {@code work}: takes jobs that services with the same database have queued, until there are none. It is the service without all that answers requests. */
@Command(name = "work", mixinStandardHelpOptions = true, showDefaultValues = true, description = {
    "Takes jobs from the line that services share in geofix.database, until none has been waiting for a while.",
    "Opens no port. Further arguments are settings, as of the service: --geofix.database=…, --geofix.shared=FOLDER."})
final class WorkCommand implements Callable<Integer> {
    private static final Pattern SETTING = Pattern.compile("--[A-Za-z][A-Za-z0-9._\\[\\]-]*=.*", Pattern.DOTALL);
    private static final long LOOK_MILLIS = 200;

    @Option(names = "--idle", paramLabel = "DURATION", description = "how long no job must have been waiting before it ends, such as 90s or 10m")
    private String idle = "60s";

    @Option(names = "--kinds", split = ",", paramLabel = "KIND", description = "kinds of jobs that it takes")
    private List<String> kinds = List.of("import-shard", "reindex", "local-features");

    @Unmatched
    private List<String> settings = new ArrayList<>();

    @Spec
    private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

    @Override
    public Integer call() throws InterruptedException {
        Duration patience = patience();
        settings.stream().filter(setting -> !SETTING.matcher(setting).matches()).findFirst().ifPresent(unknown -> {
            throw new ParameterException(spec.commandLine(), "Unknown option '" + unknown
                    + "'; settings are written --name=value");
        });
        List<String> all = new ArrayList<>(settings);
        all.add("--geofix.job.kinds=" + String.join(",", kinds));
        // Readiness names what only the service has.
        all.add("--management.endpoint.health.validate-group-membership=false");
        ConfigurableApplicationContext worker;
        try {
            worker = new SpringApplicationBuilder(Worker.class).web(WebApplicationType.NONE)
                    .bannerMode(Banner.Mode.OFF).run(all.toArray(String[]::new));
        } catch (RuntimeException e) {
            // Spring has printed why, and what to do.
            return CommandLine.ExitCode.SOFTWARE;
        }
        try (worker) {
            if (!worker.getBean(OperationsDatabase.class).isShared()) {
                throw new UserException("work takes the jobs of services with a shared database, and there is none. "
                        + "Name theirs in geofix.database, and their folder in geofix.shared.");
            }
            if (worker.getBean(GeofixSettings.class).isGalleryLocal() && kinds.contains("import-shard")) {
                throw new UserException("Galleries lie in the data folder of each service, so no worker can fill them. "
                        + "Say geofix.store=opensearch, as the services do, or name other --kinds.");
            }
            await(worker, worker.getBean(JobService.class), patience);
        }
        return CommandLine.ExitCode.OK;
    }

    private Duration patience() {
        try {
            return DurationStyle.detectAndParse(idle, ChronoUnit.SECONDS);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--idle must be a time such as 90s or 10m, not '" + idle
                    + "'");
        }
    }

    private static void await(ConfigurableApplicationContext worker, JobService jobs, Duration patience)
            throws InterruptedException {
        while (jobs.idle().compareTo(patience) < 0) {
            Thread.sleep(LOOK_MILLIS);
            if (!worker.isActive()) {
                // A signal ends the process when its jobs have been given up, which the end of this thread would cut short.
                Thread.currentThread().join();
            }
        }
    }

    /** The parts of the service that jobs need. */
    @EnableAutoConfiguration
    @ConfigurationPropertiesScan("dev.geofix")
    @ComponentScan(basePackages = "dev.geofix", excludeFilters = {
        @ComponentScan.Filter(type = FilterType.ANNOTATION, classes = {RestController.class,
            RestControllerAdvice.class}),
        @ComponentScan.Filter(type = FilterType.REGEX, pattern = "dev\\.geofix\\.(app|demo|locate|security|platform\\.web)\\..*")})
    static class Worker {}
}
