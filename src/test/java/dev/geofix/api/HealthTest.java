package dev.geofix.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.geofix.testing.Api;
import dev.geofix.testing.OperatedService;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(OperatedService.class)
class HealthTest {
    private final OperatedService.Running service = OperatedService.running();
    private final Api api = service.api();

    @Test
    void isNotReadyWithoutAModel() {
        OperatedService.BeforeModel then = service.beforeModel();
        assertThat(then.readiness().status()).isEqualTo(503);
        assertThat(then.readiness().body().at("/components/model/details/reason").asString())
                .contains("No model is active");
        assertThat(then.liveness().status()).isEqualTo(200);
        assertThat(then.readyMetric()).isZero();
    }

    @Test
    void isReadyWithAWarmModelAndTheDefaultGallery() {
        Api.Answer readiness = api.get("/actuator/health/readiness");
        assertThat(readiness.status()).isEqualTo(200);
        assertThat(readiness.body().path("components").propertyNames()).containsExactlyInAnyOrder("readinessState",
                "model", "defaultGallery", "database");
        assertThat(service.scrape().sum("geofix_ready")).isEqualTo(1);
        assertThat(api.get("/actuator/health/liveness").body().path("status").asString()).isEqualTo("UP");
    }

    @Test
    void aDataFolderThatCannotBeWrittenIsSaidAndNeitherRestartedNorShutOff() throws IOException {
        assertThat(component("dataFolder")).isEqualTo("UP");
        // Where the file of the trial would go there is a folder: no permission stops who runs tests as root.
        Path probe = Files.createDirectory(service.data().resolve(".health"));
        try {
            Api.Answer health = api.get("/actuator/health");
            assertThat(health.status()).isEqualTo(503);
            assertThat(health.body().path("components").path("dataFolder").path("details").path("reason").asString())
                    .contains("cannot be written", "make room");
            assertThat(api.get("/actuator/health/readiness").status()).isEqualTo(200);
            assertThat(api.get("/actuator/health/liveness").status()).isEqualTo(200);
        } finally {
            Files.delete(probe);
        }
        assertThat(component("dataFolder")).isEqualTo("UP");
    }

    private String component(String name) {
        return api.get("/actuator/health").body().path("components").path(name).path("status").asString();
    }
}
