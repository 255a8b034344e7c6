package dev.geofix.jobs;

import static org.awaitility.Awaitility.await;

import dev.geofix.jobs.JobHandler.Lane;
import dev.geofix.platform.storage.OperationsDatabase;
import dev.geofix.testing.TestSession;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.test.web.servlet.client.RestTestClient;

/**
 * One of several services with one database; its kinds of jobs write down who did what. As a program of its own it can be killed.
 */
public final class Replica implements AutoCloseable {
    /** Of the tests' leases: the shortest there is, so that they need not wait for long. */
    static final Duration LEASE = Duration.ofSeconds(5);

    private final ConfigurableApplicationContext context;

    private Replica(ConfigurableApplicationContext context) {
        this.context = context;
    }

    static Replica start(Path folder, String name, String url, String... further) {
        List<String> settings = new ArrayList<>(List.of("--geofix.data=" + folder.resolve(name),
                "--geofix.shared=" + folder.resolve("shared"), "--geofix.database=" + url, "--server.port=0",
                "--geofix.job.lease=" + LEASE.toSeconds() + "s",
                "--management.endpoint.health.validate-group-membership=false",
                "--management.endpoint.health.group.readiness.include=readinessState,database"));
        settings.addAll(List.of(further));
        return new Replica(new SpringApplicationBuilder(App.class).run(settings.toArray(String[]::new)));
    }

    /** Runs until it is killed. */
    public static void main(String[] settings) {
        new SpringApplicationBuilder(App.class).run(settings);
    }

    JobService jobs() {
        return context.getBean(JobService.class);
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    String home() {
        return bean(OperationsDatabase.class).home();
    }

    String url() {
        return "http://127.0.0.1:" + ((WebServerApplicationContext) context).getWebServer().getPort();
    }

    RestTestClient http() {
        return RestTestClient.bindToServer(TestSession.requests()).baseUrl(url()).build();
    }

    Job until(UUID job, JobState state) {
        return await().atMost(Duration.ofSeconds(60)).ignoreExceptions().until(() -> jobs().get(job),
                seen -> seen.state() == state);
    }

    @Override
    public void close() {
        context.close();
    }

    /** What the jobs of all services of this JVM did. */
    static final class Deeds {
        /** Of each job the services that ran it, in order. */
        static final Map<UUID, List<String>> RUNS = new ConcurrentHashMap<>();
        /** Of each job the steps that each service did, the last at that time. */
        static final Map<String, Long> LAST_STEP = new ConcurrentHashMap<>();
        /** Jobs that were at work twice at the same time. */
        static final Set<UUID> TWICE = ConcurrentHashMap.newKeySet();
        /** Jobs that may end. */
        static final Set<UUID> RELEASED = ConcurrentHashMap.newKeySet();
        static final AtomicInteger HEAVY = new AtomicInteger();
        static final AtomicInteger MOST_HEAVY = new AtomicInteger();

        private static final Set<UUID> AT_WORK = ConcurrentHashMap.newKeySet();

        private Deeds() {}

        static List<String> runs(UUID job) {
            return RUNS.getOrDefault(job, List.of());
        }

        /** Between two looks for a stop. */
        static void step(UUID job, String home) throws InterruptedException {
            if (!AT_WORK.add(job)) {
                TWICE.add(job);
            }
            Thread.sleep(10);
            LAST_STEP.put(job + home, System.nanoTime());
            AT_WORK.remove(job);
        }
    }

    @EnableAutoConfiguration
    @ConfigurationPropertiesScan({"dev.geofix.jobs", "dev.geofix.platform", "dev.geofix.security"})
    @ComponentScan({"dev.geofix.jobs", "dev.geofix.platform", "dev.geofix.security"})
    static class App {
        @Bean
        JobHandler quick(OperationsDatabase database) {
            return new Holding("quick", Lane.SERVICE, false, database, true);
        }

        @Bean
        JobHandler hold(OperationsDatabase database) {
            return new Holding("hold", Lane.SERVICE, false, database, false);
        }

        @Bean
        JobHandler heavy(OperationsDatabase database) {
            return new Holding("heavy", Lane.PROCESSES, false, database, false);
        }

        @Bean
        JobHandler tied(OperationsDatabase database) {
            return new Holding("tied", Lane.SERVICE, true, database, false);
        }
    }

    /** Works in steps until it is released. */
    private record Holding(String kind, Lane lane, boolean needsOwnDataFolder, OperationsDatabase database,
            boolean isQuick) implements JobHandler {
        @Override
        public void run(Job job, JobContext context) throws Exception {
            Deeds.RUNS.computeIfAbsent(job.id(), id -> new CopyOnWriteArrayList<>()).add(database.home());
            int heavy = lane == Lane.PROCESSES ? Deeds.HEAVY.incrementAndGet() : 0;
            Deeds.MOST_HEAVY.accumulateAndGet(heavy, Math::max);
            try {
                long steps = 0;
                do {
                    context.checkCancelled();
                    Deeds.step(job.id(), database.home());
                    context.progress(++steps, null, "done by " + database.home());
                } while (!isQuick && !Deeds.RELEASED.contains(job.id()));
            } finally {
                if (lane == Lane.PROCESSES) {
                    Deeds.HEAVY.decrementAndGet();
                }
            }
        }
    }
}
