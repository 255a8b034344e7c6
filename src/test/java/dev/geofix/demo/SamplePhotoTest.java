package dev.geofix.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import dev.geofix.geo.GeoPoint;
import dev.geofix.testing.Api;
import dev.geofix.testing.RunningService;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What a newcomer sees: the first start as it is shipped, and the answer to the sample photo. */
class SamplePhotoTest {
    /** By registration of the flight's frames on the map, good to 1 to 2 m. */
    private static final GeoPoint TRUTH = new GeoPoint(33.6433353, 72.9913671);
    private static final double HEADING = 115.5;
    private static final double METERS_PER_PIXEL = 0.259;

    @TempDir
    private Path data;

    @Test
    @Timeout(600)
    void theSamplePhotoIsLocatedWithinMetres() throws Exception {
        // The town is no part of it.
        try (RunningService service = RunningService.start(data, "--geofix.demo.side=2")) {
            Api api = service.api();
            await().atMost(Duration.ofMinutes(9)).until(() -> api.get("/actuator/health/readiness").status() == 200);
            byte[] photo = Files.readAllBytes(data.resolve("demo/photo.jpg"));

            JsonNode answer = api.postImage("/api/v1/locate", photo).body();

            JsonNode fix = answer.path("fix");
            assertThat(fix.path("method").asString()).as(answer.toString()).isEqualTo("verified");
            assertThat(fix.path("accepted").asBoolean()).isTrue();
            assertThat(new GeoPoint(fix.path("latitude").asDouble(), fix.path("longitude").asDouble())
                    .distanceTo(TRUTH)).isLessThan(5);
            assertThat(fix.path("headingDegrees").asDouble()).isCloseTo(HEADING, within(4.0));
            assertThat(fix.path("groundSampleDistanceMeters").asDouble()).isCloseTo(METERS_PER_PIXEL, within(0.02));
            assertThat(fix.path("footprint")).hasSize(4);
            assertThat(answer.path("photo").path("hints")).as("what the photo says of itself").isEmpty();
        }
    }
}
