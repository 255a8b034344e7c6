package dev.geofix.jobs.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.geofix.jobs.Job;
import dev.geofix.jobs.JobContext;
import dev.geofix.jobs.JobHandler.Lane;
import dev.geofix.jobs.JobHandler;
import dev.geofix.jobs.JobService;
import dev.geofix.jobs.JobState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;

/** Jobs whose work is a command of this program in a process of its own. */
class ProcessRunsTest {

    @TempDir
    Path data;

    private ConfigurableApplicationContext service;
    private JobService jobs;

    @AfterEach
    void stop() {
        service.close();
    }

    @Test
    void theJobSucceedsWithTheCommandAndShowsWhatItPrinted() throws IOException {
        start();
        UUID id = submit(seconds());

        assertThat(ended(id).state()).isEqualTo(JobState.SUCCEEDED);
        assertThat(log(id)).contains("written to");
        assertThat(data.resolve("short")).isDirectoryContaining("glob:**/train");
    }

    @Test
    void theJobFailsWithTheCommandsOwnWords() {
        start();
        assertThat(ended(submit("simulate", "--out", data.toString(), "--size", "big"))).satisfies(job -> {
            assertThat(job.state()).isEqualTo(JobState.FAILED);
            assertThat(job.message()).contains("--size", "big");
        });
    }

    @Test
    void aFullHeapFailsTheJobAndNamesTheSetting() throws IOException {
        start("--geofix.job.process.heap=6MB");
        UUID id = submit(minutes());
        assertThat(ended(id).message()).contains("6 MB", "geofix.job.process.heap");
        assertThat(starts(id)).isEqualTo(1);
    }

    @Test
    void aCommandThatHoldsTooMuchMemoryIsStopped() throws IOException {
        start("--geofix.job.process.memory=20MB");
        UUID id = submit(minutes());
        assertThat(ended(id).message()).contains("20 MB of geofix.job.process.memory");
        assertThat(child(id)).isNull();
    }

    @Test
    void aProcessIsStoppedWhenTheMachineRunsOutOfMemory() {
        assumeTrue(Files.exists(Path.of("/proc/meminfo")), "only Linux says how much memory is left");
        start("--geofix.job.process.reserve=900TB");
        UUID id = submit(minutes());
        assertThat(ended(id).message()).contains("memory left", "geofix.job.process.reserve");
        assertThat(child(id)).isNull();
    }

    @Test
    void theCommandsTensorsKeepTheirMemory() throws IOException {
        assumeTrue(Files.exists(Path.of("/proc/self/environ")), "only Linux shows a process' environment");
        start();
        UUID id = submit(minutes());
        String environment = Files.readString(Path.of("/proc", Long.toString(running(id).pid()), "environ"));
        jobs.cancel(id);

        assertThat(environment.split("\0")).contains("MALLOC_MMAP_MAX_=0", "MALLOC_ARENA_MAX=1");
    }

    @Test
    void aCancelledJobEndsItsCommand() throws IOException {
        start();
        UUID id = submit(minutes());
        ProcessHandle child = running(id);
        jobs.cancel(id);

        assertThat(ended(id).state()).isEqualTo(JobState.CANCELLED);
        assertThat(child.isAlive()).isFalse();
    }

    @Test
    void aCommandThatWasKilledIsStartedAgainAFewTimes() throws IOException {
        start("--geofix.job.process.restarts=1");
        UUID id = submit(minutes());
        ProcessHandle first = running(id);
        first.destroyForcibly();
        await().until(() -> child(id) != null && child(id).pid() != first.pid());
        child(id).destroyForcibly();

        assertThat(ended(id).message()).contains("ended 2 times without saying why");
        assertThat(starts(id)).isEqualTo(2);
    }

    @Test
    void aCommandOutlivesTheServiceAndIsFoundAgain() throws IOException {
        start();
        UUID id = submit(minutes());
        ProcessHandle child = running(id);
        service.close();
        assertThat(child.isAlive()).isTrue();

        start();
        await().until(() -> log(id).contains("found running"));
        assertThat(starts(id)).isEqualTo(1);
        jobs.cancel(id);
        assertThat(ended(id).state()).isEqualTo(JobState.CANCELLED);
        assertThat(child.isAlive()).isFalse();
    }

    @Test
    void aCommandThatEndedMeanwhileIsNotStartedAgain() throws IOException {
        start();
        UUID id = submit(seconds());
        ProcessHandle child = running(id);
        service.close();
        await().until(() -> !child.isAlive());

        start();
        assertThat(ended(id).state()).isEqualTo(JobState.SUCCEEDED);
        assertThat(starts(id)).isEqualTo(1);
    }

    /** Seconds of work. */
    private String[] seconds() {
        return new String[]{"simulate", "--out", data.resolve("short").toString(), "--layout", "university",
            "--classes", "4", "--views", "2", "--size", "64"};
    }

    /** Minutes of work. */
    private String[] minutes() {
        return new String[]{"simulate", "--out", data.resolve("long").toString(), "--layout", "university",
            "--classes", "2000"};
    }

    private UUID submit(String... arguments) {
        return jobs.submit("command", Map.of("arguments", List.of(arguments))).id();
    }

    private Job ended(UUID id) {
        return await().until(() -> jobs.get(id), job -> job.state().isTerminal());
    }

    private ProcessHandle running(UUID id) {
        return await().until(() -> child(id), child -> child != null);
    }

    private ProcessHandle child(UUID id) {
        return new JobFolder(folder(id)).command("work").identity().flatMap(ProcessIdentity::find).orElse(null);
    }

    private long starts(UUID id) throws IOException {
        return log(id).lines().filter(line -> line.contains("process started")).count();
    }

    private String log(UUID id) throws IOException {
        return Files.readString(folder(id).resolve("job.log"));
    }

    private Path folder(UUID id) {
        return data.resolve("jobs").resolve(id.toString());
    }

    private void start(String... settings) {
        service = new SpringApplicationBuilder(Jobs.class).run(Stream.concat(
                Stream.of("--geofix.data=" + data, "--server.port=0",
                        "--management.endpoint.health.validate-group-membership=false"),
                Stream.of(settings)).toArray(String[]::new));
        jobs = service.getBean(JobService.class);
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
}
