package dev.geofix.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import dev.geofix.geo.GeoPoint;
import dev.geofix.testing.RunningService;
import dev.geofix.testing.SharedData;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What a newcomer sees: the first start as it is shipped, the answer to the sample photo, and to others. */
class SamplePhotoTest {
    /** By registration of the flight's frames on the map, good to 1 to 2 m. */
    private static final GeoPoint TRUTH = new GeoPoint(33.6433353, 72.9913671);
    private static final double HEADING = 115.5;
    private static final double METERS_PER_PIXEL = 0.259;

    private static final int FRAMES = 27;

    @TempDir
    private static Path data;
    private static RunningService service;

    /** The town is no part of it. */
    @BeforeAll
    @Timeout(600)
    static void start() throws Exception {
        service = RunningService.start(data, "--geofix.demo.side=2");
        await().atMost(Duration.ofMinutes(9))
                .until(() -> service.api().get("/actuator/health/readiness").status() == 200);
    }

    @AfterAll
    static void stop() throws Exception {
        service.close();
    }

    @Test
    void theSamplePhotoIsLocatedWithinMetres() throws Exception {
        JsonNode answer = service.api().postImage("/api/v1/locate", Files.readAllBytes(data.resolve("demo/photo.jpg")))
                .body();

        JsonNode fix = answer.path("fix");
        assertThat(fix.path("method").asString()).as(answer.toString()).isEqualTo("verified");
        assertThat(fix.path("accepted").asBoolean()).isTrue();
        assertThat(place(fix).distanceTo(TRUTH)).isLessThan(5);
        assertThat(fix.path("headingDegrees").asDouble()).isCloseTo(HEADING, within(4.0));
        assertThat(fix.path("groundSampleDistanceMeters").asDouble()).isCloseTo(METERS_PER_PIXEL, within(0.02));
        assertThat(fix.path("footprint")).hasSize(4);
        assertThat(answer.path("photo").path("hints")).as("what the photo says of itself").isEmpty();
    }

    /** Heading and scale untold; the true places are good to 1 to 2 m. */
    @Test
    void theFramesOfTheFlightAreLocatedWithinMetres() throws Exception {
        Path flight = SharedData.require("imagery/pairs/campus");
        int near = 0;
        int accepted = 0;
        int frames = 0;
        for (String line : Files.readAllLines(flight.resolve("truth.csv")).stream().skip(1).toList()) {
            String[] row = line.split(",");
            Path frame = flight.resolve("frames/%05d.jpg".formatted(Integer.parseInt(row[0])));
            if (!Files.exists(frame)) {
                continue;
            }
            JsonNode fix = service.api().postImage("/api/v1/locate", Files.readAllBytes(frame)).body().path("fix");
            double error = place(fix)
                    .distanceTo(new GeoPoint(Double.parseDouble(row[2]), Double.parseDouble(row[3])));
            frames++;
            near += error < 5 ? 1 : 0;
            accepted += fix.path("accepted").asBoolean() ? 1 : 0;
            assertThat(error < 5 || !fix.path("accepted").asBoolean()).as("%s is %s m off", frame, error).isTrue();
        }
        assertThat(frames).isEqualTo(FRAMES);
        assertThat(near).isGreaterThanOrEqualTo(FRAMES - 1);
        assertThat(accepted).isGreaterThanOrEqualTo(FRAMES - 2);
    }

    @Test
    void photosOfElsewhereAreNotAccepted() throws Exception {
        for (String photo : List.of("pairs/aero-vloc/queries/0.jpg", "pairs/aero-vloc/queries/1.png",
                "pairs/brighton/photos/DJI_0030.JPG")) {
            byte[] image = Files.readAllBytes(SharedData.require("imagery/" + photo));
            JsonNode answer = service.api().postImage("/api/v1/locate", image).body();
            assertThat(answer.path("fix").path("accepted").asBoolean()).as(photo).isFalse();
        }
    }

    private static GeoPoint place(JsonNode fix) {
        return new GeoPoint(fix.path("latitude").asDouble(), fix.path("longitude").asDouble());
    }
}
