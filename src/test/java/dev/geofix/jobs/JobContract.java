package dev.geofix.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.geofix.jobs.Job.Refusals;
import dev.geofix.jobs.Job.RefusedItem;
import dev.geofix.jobs.JobHandler.Lane;
import dev.geofix.platform.UserException;
import dev.geofix.testing.TestSession;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.test.web.servlet.client.RestTestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Jobs of a real service over a real database; the service is started again within a test where that matters. What differs between the databases, subclasses say. */
abstract class JobContract {
    /** Each permit lets the stepping handler do one item of its three; the tests share nothing else with it. */
    private static final Semaphore STEPS = new Semaphore(0);
    private static final AtomicInteger RUNS = new AtomicInteger();
    private static final List<UUID> ABANDONED = new CopyOnWriteArrayList<>();

    @TempDir
    Path data;

    private ConfigurableApplicationContext service;
    private JobService jobs;

    @BeforeEach
    void start() {
        STEPS.drainPermits();
        RUNS.set(0);
        ABANDONED.clear();
        startService();
    }

    @AfterEach
    void stop() {
        service.close();
    }

    @Test
    void succeedsWithWhatItDidAndWhatItRefused() {
        STEPS.release(3);
        Job job = ended(jobs.submit("steps", Map.of("answer", 42)).id());

        assertThat(job.state()).isEqualTo(JobState.SUCCEEDED);
        assertThat(job.progress().done()).isEqualTo(3);
        assertThat(job.progress().total()).isEqualTo(3);
        assertThat(job.refused()).isEqualTo(new Refusals(1, List.of(new RefusedItem("item 2", "is odd"))));
        assertThat(job.parameters()).containsEntry("answer", 42);
        assertThat(job.ended()).isAfterOrEqualTo(job.started());
    }

    @Test
    void failsWithTheReasonOfTheException() {
        Job job = ended(jobs.submit("fails", Map.of()).id());

        assertThat(job.state()).isEqualTo(JobState.FAILED);
        assertThat(job.message()).isEqualTo("the folder has gone; put it back");
        http().get().uri("/{id}/log", job.id()).exchange().expectStatus().isOk().expectBody(String.class)
                .value(log -> assertThat(log).contains("started", "failed: the folder has gone")
                        .doesNotContain("\tat "));
    }

    @Test
    void aRequestThatLosesToItsTwinFindsTheTwinsJob() {
        JobSubmission submission = service.getBean(JobSubmission.class);
        JsonNode body = JsonMapper.shared().createObjectNode();
        List<Job> twin = new ArrayList<>();
        ResponseEntity<Job> answer = submission.submit("steps", "once", body, () -> {
            twin.add(submission.submit("steps", "once", body, Map::of).getBody());
            throw new UserException(UserException.Kind.CONFLICT, "the twin has taken the name");
        });
        assertThat(answer.getStatusCode()).isEqualTo(HttpStatus.OK);
        assertThat(answer.getBody()).extracting(Job::id).isEqualTo(twin.getFirst().id());
    }

    @Test
    void showsProgressWhileItRuns() {
        UUID id = jobs.submit("steps", Map.of()).id();
        STEPS.release(1);

        await().untilAsserted(() -> assertThat(jobs.get(id).progress().done()).isEqualTo(1));
        assertThat(jobs.get(id).state()).isEqualTo(JobState.RUNNING);
    }

    @Test
    void cancelsAQueuedJobBeforeItRuns() {
        UUID first = jobs.submit("steps", Map.of()).id();
        UUID second = jobs.submit("steps", Map.of()).id();
        await().until(() -> jobs.get(first).state() == JobState.RUNNING);

        http().post().uri("/{id}/cancel", second).exchange().expectStatus().isAccepted().expectBody()
                .jsonPath("$.state").isEqualTo("CANCELLED");
        STEPS.release(3);
        ended(first);
        assertThat(RUNS).hasValue(1);
    }

    @Test
    void cancelsARunningJobAtItsNextStep() {
        UUID id = jobs.submit("steps", Map.of()).id();
        await().until(() -> jobs.get(id).state() == JobState.RUNNING);

        http().post().uri("/{id}/cancel", id).exchange().expectStatus().isAccepted();
        assertThat(ended(id).state()).isEqualTo(JobState.CANCELLED);
    }

    @Test
    void aFullLaneDoesNotHoldUpAnotherOne() {
        UUID heavy = jobs.submit("heavy", Map.of()).id();
        UUID waiting = jobs.submit("heavy", Map.of()).id();
        await().until(() -> jobs.get(heavy).state() == JobState.RUNNING);

        assertThat(ended(jobs.submit("fails", Map.of()).id()).state()).isEqualTo(JobState.FAILED);
        assertThat(jobs.get(heavy).state()).isEqualTo(JobState.RUNNING);
        assertThat(jobs.get(waiting).state()).isEqualTo(JobState.QUEUED);
    }

    @Test
    void aLaneStartsItsJobsInTheOrderOfTheirSubmission() {
        List<UUID> line = Stream.generate(() -> jobs.submit("steps", Map.of()).id()).limit(4).toList();
        STEPS.release(12);
        line.forEach(this::ended);
        assertThat(line.stream().map(id -> jobs.get(id).started()).toList()).isSorted();
    }

    @Test
    void endsWhatACancelledJobLeftBehindAtACrash() throws Exception {
        UUID id = jobs.submit("heavy", Map.of()).id();
        await().until(() -> jobs.get(id).state() == JobState.RUNNING);
        service.close();
        execute("update job set cancel_requested = 1");
        startService();

        assertThat(ended(id).state()).isEqualTo(JobState.CANCELLED);
        assertThat(ABANDONED).containsExactly(id);
    }

    @Test
    void refusesToCancelAJobThatHasEnded() {
        STEPS.release(3);
        UUID id = ended(jobs.submit("steps", Map.of()).id()).id();

        http().post().uri("/{id}/cancel", id).exchange().expectStatus().isEqualTo(409).expectBody()
                .jsonPath("$.detail").value(String.class, detail -> assertThat(detail).contains("SUCCEEDED"));
    }

    @Test
    void takesUpRunningAndQueuedJobsAfterARestart() {
        UUID running = jobs.submit("steps", Map.of()).id();
        UUID queued = jobs.submit("steps", Map.of()).id();
        STEPS.release(1);
        await().until(() -> jobs.get(running).progress().done() == 1);
        service.close();

        STEPS.drainPermits();
        STEPS.release(6);
        startService();
        assertThat(ended(running).state()).isEqualTo(JobState.SUCCEEDED);
        assertThat(ended(queued).state()).isEqualTo(JobState.SUCCEEDED);
    }

    @Test
    void listsAnItemOnceThatAResumedJobRefusesAgain() {
        UUID id = jobs.submit("steps", Map.of()).id();
        STEPS.release(2);
        await().until(() -> jobs.get(id).progress().done() == 2);
        service.close();

        STEPS.drainPermits();
        STEPS.release(3);
        startService();
        assertThat(ended(id).refused().count()).isEqualTo(1);
    }

    @Test
    void keepsEndedJobsAfterARestart() {
        STEPS.release(3);
        Job before = ended(jobs.submit("steps", Map.of()).id());
        service.close();
        startService();
        assertThat(jobs.get(before.id())).isEqualTo(before);
    }

    @Test
    void listsTheNewestFirstByStateAndKind() {
        UUID failed = ended(jobs.submit("fails", Map.of()).id()).id();
        STEPS.release(3);
        UUID stepped = ended(jobs.submit("steps", Map.of()).id()).id();

        assertThat(jobs.list(null, null, 10)).extracting(Job::id).containsExactly(stepped, failed);
        assertThat(jobs.list(null, null, 1)).extracting(Job::id).containsExactly(stepped);
        http().get().uri("?state=FAILED").exchange().expectBody().jsonPath("$.length()").isEqualTo(1);
        http().get().uri("?kind=steps").exchange().expectBody().jsonPath("$[0].id").isEqualTo(stepped.toString());
        http().get().uri("?state=SLEEPING").exchange().expectStatus().isBadRequest();
    }

    @Test
    void doesNotKnowOtherJobs() {
        for (String path : List.of("", "/log", "/events")) {
            http().get().uri("/" + UUID.randomUUID() + path).exchange().expectStatus().isNotFound();
        }
        http().get().uri("/seven").exchange().expectStatus().isBadRequest();
    }

    @Test
    void streamsTheStateNowAndTheEnd() throws Exception {
        UUID id = jobs.submit("steps", Map.of()).id();
        await().until(() -> jobs.get(id).state() == JobState.RUNNING);
        HttpRequest request = HttpRequest.newBuilder(URI.create(url() + "/" + id + "/events"))
                .timeout(Duration.ofSeconds(20)).build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<Stream<String>> response = client.send(request,
                    HttpResponse.BodyHandlers.ofLines());
            List<String> states = response.body().filter(line -> line.startsWith("data:"))
                    .peek(line -> STEPS.release(3))
                    .map(line -> line.replaceFirst(".*\"state\":\"(\\w+)\".*", "$1")).toList();
            assertThat(states).startsWith("RUNNING").endsWith("SUCCEEDED");
        }
        await().until(() -> service.getBean(JobEvents.class).subscribers() == 0);
    }

    @Test
    void aShutdownEndsTheStreamsOfJobsThatGoOnLater() throws Exception {
        UUID id = jobs.submit("steps", Map.of()).id();
        await().until(() -> jobs.get(id).state() == JobState.RUNNING);
        HttpRequest request = HttpRequest.newBuilder(URI.create(url() + "/" + id + "/events")).build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<Stream<String>> response = client.send(request, HttpResponse.BodyHandlers.ofLines());
            Thread shutdown = Thread.ofPlatform().start(service::close);
            assertThat(response.body().filter(line -> line.startsWith("data:")).toList()).isNotEmpty();
            shutdown.join();
        }
    }

    @Test
    void countsJobsByKindAndState() {
        ended(jobs.submit("fails", Map.of()).id());
        MeterRegistry meters = service.getBean(MeterRegistry.class);
        assertThat(meters.get("geofix.jobs").tags("kind", "fails", "state", "failed").gauge().value()).isEqualTo(1);
        assertThat(meters.get("geofix.jobs").tags("kind", "steps", "state", "running").gauge().value()).isZero();
    }

    @Test
    void listsByAStateInAnyCase() {
        ended(jobs.submit("fails", Map.of()).id());
        http().get().uri("?state=failed").exchange().expectStatus().isOk().expectBody().jsonPath("$.length()")
                .isEqualTo(1);
    }

    /** Where the database is, and what else this one needs. */
    abstract List<String> database();

    /** Changes the database behind the service's back. */
    abstract void execute(String sql) throws Exception;

    JobService jobs() {
        return jobs;
    }

    private void startService() {
        List<String> settings = new ArrayList<>(List.of("--geofix.data=" + data, "--server.port=0",
                "--management.endpoint.health.validate-group-membership=false"));
        settings.addAll(database());
        service = new SpringApplicationBuilder(Jobs.class).run(settings.toArray(String[]::new));
        jobs = service.getBean(JobService.class);
    }

    Job ended(UUID id) {
        return await().until(() -> jobs.get(id), job -> job.state().isTerminal());
    }

    private String url() {
        return "http://127.0.0.1:" + ((WebServerApplicationContext) service).getWebServer().getPort() + "/api/v1/jobs";
    }

    private RestTestClient http() {
        return RestTestClient.bindToServer(TestSession.requests()).baseUrl(url()).build();
    }

    @EnableAutoConfiguration
    @ConfigurationPropertiesScan({"dev.geofix.jobs", "dev.geofix.platform", "dev.geofix.security"})
    @ComponentScan({"dev.geofix.jobs", "dev.geofix.platform", "dev.geofix.security"})
    static class Jobs {
        @Bean
        JobHandler steps() {
            return new JobHandler() {
                @Override
                public String kind() {
                    return "steps";
                }

                @Override
                public void run(Job job, JobContext context) throws Exception {
                    RUNS.incrementAndGet();
                    for (int item = 1; item <= 3; item++) {
                        while (!STEPS.tryAcquire(10, TimeUnit.MILLISECONDS)) {
                            context.checkCancelled();
                        }
                        if (item == 2) {
                            context.refuse("item 2", "is odd");
                        }
                        context.progress(item, 3L, "item " + item);
                    }
                }
            };
        }

        @Bean
        JobHandler heavy() {
            return new JobHandler() {
                @Override
                public String kind() {
                    return "heavy";
                }

                @Override
                public Lane lane() {
                    return Lane.PROCESSES;
                }

                @Override
                public void run(Job job, JobContext context) throws Exception {
                    while (true) {
                        Thread.sleep(10);
                        context.checkCancelled();
                    }
                }

                @Override
                public void abandon(Job job, JobContext context) {
                    ABANDONED.add(job.id());
                }
            };
        }

        @Bean
        JobHandler nul() {
            return new JobHandler() {
                @Override
                public String kind() {
                    return "nul";
                }

                @Override
                public void run(Job job, JobContext context) {
                    context.refuse("x\0y", "no reason");
                    context.progress(1, 1L, "a\0b");
                }
            };
        }

        @Bean
        JobHandler fails() {
            return new JobHandler() {
                @Override
                public String kind() {
                    return "fails";
                }

                @Override
                public void run(Job job, JobContext context) {
                    throw new IllegalStateException("the folder has gone; put it back");
                }
            };
        }
    }
}
