package dev.geofix.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.geofix.jobs.Job.RefusedItem;
import dev.geofix.testing.PostgresServer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;

/** Jobs that have parts, over both databases. More parts than are looked up at once. */
class JobPartsTest {
    private static final int PARTS = 103;

    @TempDir
    Path data;

    private ConfigurableApplicationContext service;

    @AfterEach
    void stop() {
        if (service != null) {
            service.close();
        }
    }

    /** With one place, as is the default. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aJobThatWaitsForItsPartsLeavesThemThePlace(boolean isShared) {
        start(isShared);
        JobService jobs = service.getBean(JobService.class);
        JobParts parts = service.getBean(JobParts.class);
        UUID whole = jobs.submit("whole", Map.of()).id();
        Job done = await().until(() -> jobs.get(whole), job -> job.state().isTerminal());

        assertThat(done.state()).as(done.message()).isEqualTo(JobState.SUCCEEDED);
        assertThat(parts.find("part", whole)).hasSize(PARTS).extracting(part -> part.parameters().get("number"))
                .containsExactlyElementsOf(IntStream.range(0, PARTS).boxed().toList());
        assertThat(jobs.list(null, null, 1000)).extracting(Job::id).containsExactly(whole);
        assertThat(jobs.list(JobState.SUCCEEDED, "part", 1000)).hasSize(PARTS);
        Job part = parts.find("part", whole).get(7);
        List<JobParts.Refused> refused = parts.refused(part.id(), 0);
        assertThat(refused).extracting(JobParts.Refused::item).containsExactly(
                new RefusedItem("first of 7", "no reason"), new RefusedItem("second of 7", "no reason"));
        assertThat(parts.refused(part.id(), refused.getFirst().number())).containsExactly(refused.getLast());
        assertThat(parts.refused(part.id(), refused.getLast().number())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void partsAreMadeOnceAndEndWhenToldTo(boolean isShared) {
        start(isShared);
        JobService jobs = service.getBean(JobService.class);
        JobParts parts = service.getBean(JobParts.class);
        UUID whole = UUID.randomUUID();
        assertThat(parts.find("held", whole)).isEmpty();
        List<Job> made = parts.submit("held", whole, List.of(Map.of("number", 0), Map.of("number", 1)));
        assertThat(parts.submit("held", whole, List.of(Map.of("other", 1)))).extracting(Job::id)
                .containsExactlyElementsOf(made.stream().map(Job::id).toList());
        assertThat(parts.find("held", UUID.randomUUID())).isEmpty();
        await().until(() -> jobs.get(made.getFirst().id()).state() == JobState.RUNNING);
        parts.find("held", whole).forEach(parts::cancel);
        await().untilAsserted(() -> assertThat(parts.find("held", whole)).extracting(Job::state)
                .containsExactly(JobState.CANCELLED, JobState.CANCELLED));
        parts.find("held", whole).forEach(parts::cancel);
    }

    private void start(boolean isShared) {
        service = new SpringApplicationBuilder(Jobs.class).run("--geofix.data=" + data, "--server.port=0",
                "--management.endpoint.health.validate-group-membership=false", isShared
                        ? "--geofix.database=" + PostgresServer.common().newDatabase()
                        : "--geofix.job.parallel=1");
    }

    @EnableAutoConfiguration
    @ConfigurationPropertiesScan({"dev.geofix.jobs", "dev.geofix.platform", "dev.geofix.security"})
    @ComponentScan({"dev.geofix.jobs", "dev.geofix.platform", "dev.geofix.security"})
    static class Jobs {
        @Bean
        JobHandler whole(ObjectProvider<JobParts> parts) {
            return new JobHandler() {
                @Override
                public String kind() {
                    return "whole";
                }

                @Override
                public Lane lane() {
                    return Lane.COORDINATION;
                }

                @Override
                public void run(Job job, JobContext context) throws Exception {
                    parts.getObject().submit("part", job.id(),
                            IntStream.range(0, PARTS).mapToObj(number -> Map.of("number", number)).toList());
                    while (!parts.getObject().find("part", job.id()).stream()
                            .allMatch(part -> part.state() == JobState.SUCCEEDED)) {
                        context.checkCancelled();
                        Thread.sleep(100);
                    }
                }
            };
        }

        @Bean
        JobHandler part() {
            return new Part("part") {
                @Override
                public void run(Job job, JobContext context) {
                    context.refuse("first of " + job.parameters().get("number"), "no reason");
                    context.refuse("second of " + job.parameters().get("number"), "no reason");
                }
            };
        }

        @Bean
        JobHandler held() {
            return new Part("held") {
                @Override
                public void run(Job job, JobContext context) throws Exception {
                    while (true) {
                        context.checkCancelled();
                        Thread.sleep(10);
                    }
                }
            };
        }

        private abstract static class Part implements JobHandler {
            private final String kind;

            Part(String kind) {
                this.kind = kind;
            }

            @Override
            public String kind() {
                return kind;
            }

            @Override
            public boolean isPart() {
                return true;
            }
        }
    }
}
