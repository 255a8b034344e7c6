package dev.geofix.jobs.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.geofix.jobs.Job;
import dev.geofix.jobs.JobContext;
import dev.geofix.jobs.JobHandler;
import dev.geofix.jobs.JobService;
import dev.geofix.jobs.JobState;
import dev.geofix.testing.ClusterApi;
import dev.geofix.testing.Kubelet;
import dev.geofix.testing.PostgresServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Primary;

/** A job whose work is a process of its own changes its service, and the process goes on: on this machine, in a cluster, and on another machine. */
class ProcessTakeoverTest {

    @TempDir
    Path folder;

    private final String url = PostgresServer.common().newDatabase();
    private final List<ConfigurableApplicationContext> services = new ArrayList<>();

    @AfterEach
    void stop() {
        services.forEach(ConfigurableApplicationContext::close);
        Ended.all(folder.resolve("shared/jobs"));
    }

    @Test
    void aProcessOfThisMachineIsFollowedByTheOtherService() throws IOException {
        ConfigurableApplicationContext first = service("a");
        UUID id = submit(first);
        ProcessHandle child = running(id);
        ConfigurableApplicationContext second = service("b");
        first.close();

        await().until(() -> log(id).contains("found running"));
        assertThat(child.isAlive()).isTrue();
        assertThat(starts(id)).isEqualTo(1);
        jobs(second).cancel(id);
        assertThat(ended(second, id).state()).isEqualTo(JobState.CANCELLED);
        assertThat(child.isAlive()).isFalse();
    }

    @Test
    void aJobOfTheClusterIsFoundByTheOtherService() throws Exception {
        try (ClusterApi cluster = new ClusterApi(); Kubelet kubelet = new Kubelet(cluster)) {
            String[] settings = {"--geofix.job.launcher=kubernetes",
                "--geofix.job.kubernetes.namespace=" + ClusterApi.NAMESPACE,
                "--geofix.job.kubernetes.api.master=" + cluster.url(), "--geofix.job.kubernetes.poll=200ms",
                "--geofix.job.kubernetes.pod.image=geofix:cu121", "--geofix.job.kubernetes.pod.claim=geofix-data",
                "--geofix.job.kubernetes.pod.cpu=1", "--geofix.job.kubernetes.pod.memory=2Gi"};
            ConfigurableApplicationContext first = service("a", settings);
            UUID id = submit(first);
            running(id);
            ConfigurableApplicationContext second = service("b", settings);
            first.close();

            await().until(() -> log(id).contains("found "));
            assertThat(cluster.requests().stream().filter(request -> request.startsWith("POST"))).hasSize(1);
            assertThat(kubelet.isRunning("geofix-work-" + id)).isTrue();
            jobs(second).cancel(id);
            assertThat(ended(second, id).state()).isEqualTo(JobState.CANCELLED);
            assertThat(kubelet.isRunning("geofix-work-" + id)).isFalse();
        }
    }

    /** It says of itself that it is elsewhere: its number is not looked for here. */
    @Test
    void aProcessOfAnotherMachineIsFollowedByItsBeatsAndStoppedThroughItsFolder() throws IOException {
        ConfigurableApplicationContext first = service("a", "--geofix.job.process.jvm-options=-Dgeofix.machine=other");
        UUID id = submit(first);
        ProcessHandle child = elsewhere(id);
        first.close();
        ConfigurableApplicationContext second = service("b");

        await().until(() -> log(id).contains("found running"));
        assertThat(starts(id)).isEqualTo(1);
        jobs(second).cancel(id);
        assertThat(ended(second, id).state()).isEqualTo(JobState.CANCELLED);
        assertThat(child.isAlive()).isFalse();
    }

    @Test
    void aProcessOfAnotherMachineThatVanishedIsStartedAnew() throws IOException {
        ConfigurableApplicationContext first = service("a", "--geofix.job.process.jvm-options=-Dgeofix.machine=other");
        UUID id = submit(first);
        ProcessHandle child = elsewhere(id);
        first.close();
        child.destroyForcibly();
        ConfigurableApplicationContext second = service("b");

        await().until(() -> starts(id) == 2);
        jobs(second).cancel(id);
        assertThat(ended(second, id).state()).isEqualTo(JobState.CANCELLED);
    }

    @Test
    void aProcessWhosePlaceIsTakenEndsItself() throws IOException {
        ConfigurableApplicationContext first = service("a", "--geofix.job.process.restarts=0");
        UUID id = submit(first);
        ProcessHandle child = running(id);
        await().until(() -> !new JobFolder(jobFolder(id)).command("work").beat().isEmpty());
        new JobFolder(jobFolder(id)).command("work").write(new ProcessIdentity(1, null, "another"));
        await().until(() -> !child.isAlive());
        first.close();
    }

    private ConfigurableApplicationContext service(String name, String... further) {
        List<String> settings = new ArrayList<>(List.of("--geofix.data=" + folder.resolve(name),
                "--geofix.shared=" + folder.resolve("shared"), "--geofix.database=" + url, "--server.port=0",
                "--geofix.job.lease=5s", "--management.endpoint.health.validate-group-membership=false"));
        settings.addAll(List.of(further));
        boolean isLocal = settings.stream().noneMatch(setting -> setting.contains("kubernetes"));
        ConfigurableApplicationContext service = new SpringApplicationBuilder(
                isLocal ? ImpatientJobs.class : Jobs.class).run(settings.toArray(String[]::new));
        services.add(service);
        return service;
    }

    private static JobService jobs(ConfigurableApplicationContext service) {
        return service.getBean(JobService.class);
    }

    /** Minutes of work. */
    private UUID submit(ConfigurableApplicationContext service) {
        return jobs(service).submit("command", Map.of("arguments", List.of("simulate", "--out",
                folder.resolve("long").toString(), "--layout", "university", "--classes", "2000"))).id();
    }

    private Job ended(ConfigurableApplicationContext service, UUID id) {
        return await().until(() -> jobs(service).get(id), job -> job.state().isTerminal());
    }

    private ProcessHandle running(UUID id) {
        return await().until(() -> new JobFolder(jobFolder(id)).command("work").identity()
                .flatMap(ProcessIdentity::find).orElse(null), child -> child != null);
    }

    private ProcessHandle elsewhere(UUID id) {
        await().until(() -> !new JobFolder(jobFolder(id)).command("work").beat().isEmpty());
        ProcessIdentity identity = new JobFolder(jobFolder(id)).command("work").identity().orElseThrow();
        assertThat(identity.isElsewhere()).isTrue();
        return ProcessHandle.of(identity.pid()).orElseThrow();
    }

    private long starts(UUID id) throws IOException {
        return log(id).lines().filter(line -> line.contains("process started")).count();
    }

    private String log(UUID id) throws IOException {
        return Files.readString(jobFolder(id).resolve("job.log"));
    }

    private Path jobFolder(UUID id) {
        return folder.resolve("shared/jobs").resolve(id.toString());
    }

    /** Processes that a failed test would leave behind. */
    private static final class Ended {
        static void all(Path jobs) {
            try (var folders = Files.list(jobs)) {
                folders.flatMap(job -> new JobFolder(job).identities().stream())
                        .flatMap(identity -> ProcessHandle.of(identity.pid()).stream())
                        .filter(process -> process.info().commandLine().orElse("").contains("geofix.process"))
                        .forEach(ProcessHandle::destroyForcibly);
            } catch (IOException e) {
                // There are none.
            }
        }
    }

    @EnableAutoConfiguration
    @ConfigurationPropertiesScan({"dev.geofix.jobs", "dev.geofix.platform", "dev.geofix.security"})
    @ComponentScan({"dev.geofix.jobs", "dev.geofix.platform", "dev.geofix.security"})
    static class Jobs {
        @Bean
        JobHandler command(ProcessRuns processes) {
            return new JobHandler() {
                @Override
                public String kind() {
                    return "command";
                }

                @Override
                public Lane lane() {
                    return Lane.PROCESSES;
                }

                @Override
                @SuppressWarnings("unchecked")
                public void run(Job job, JobContext context) throws Exception {
                    List<String> arguments = (List<String>) job.parameters().get("arguments");
                    processes.run(ProcessCommand.of(context, "work", arguments), context, () -> {});
                }
            };
        }
    }

    /** Waits less long for signs of life than a service does. */
    static class ImpatientJobs extends Jobs {
        @Bean
        @Primary
        Launcher impatient(ProcessSettings settings) {
            return new LocalLauncher(settings, Duration.ofSeconds(15));
        }
    }
}
