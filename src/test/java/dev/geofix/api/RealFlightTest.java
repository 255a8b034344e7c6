package dev.geofix.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.geofix.model.ModelRegistry;
import dev.geofix.model.ModelVersion;
import dev.geofix.testing.Api;
import dev.geofix.testing.RunningService;
import dev.geofix.testing.SharedData;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Real photos of a drone over a river mouth, against orthophoto tiles of the same ground, with the model that is shipped. */
class RealFlightTest {
    @TempDir
    private Path folder;

    @Test
    void mostPhotosHaveATileThatHoldsTheirPositionAmongTheFirstFive() throws Exception {
        Path flight = SharedData.require("imagery/pairs/brighton");
        URL manifest = getClass().getResource("/demo/model/model.json");
        Assumptions.assumeTrue(manifest != null, "needs the trained demo model, which is not built in");
        try (RunningService service = RunningService.start(folder, "--geofix.demo.enabled=false")) {
            ModelRegistry models = service.bean(ModelRegistry.class);
            models.install(new ModelVersion("shipped"), Path.of(manifest.toURI()).getParent());
            models.activate(new ModelVersion("shipped"));
            Api api = service.api();
            api.put("/api/v1/galleries/river");
            for (CSVRecord tile : tiles(flight)) {
                String bounds = String.join(",", tile.get("west"), tile.get("south"), tile.get("east"),
                        tile.get("north"));
                assertThat(api.putForm("/api/v1/galleries/river/tiles/" + tile.get("x") + "-" + tile.get("y_xyz"),
                        Files.readAllBytes(flight.resolve(tile.get("path"))), Map.of("bounds", bounds)).status())
                        .isEqualTo(201);
            }
            List<Path> photos = photos(flight);
            long found = photos.stream().filter(photo -> isFound(api, photo)).count();
            assertThat(found).isGreaterThan(photos.size() / 2);
        }
    }

    private static boolean isFound(Api api, Path photo) {
        try {
            JsonNode answer = api.postImage("/api/v1/locate?gallery=river&topK=5", Files.readAllBytes(photo)).body();
            double latitude = answer.path("photo").path("position").path("latitude").asDouble();
            double longitude = answer.path("photo").path("position").path("longitude").asDouble();
            return answer.path("matches").valueStream().map(match -> match.path("bounds"))
                    .anyMatch(bounds -> bounds.path(0).asDouble() <= longitude && longitude <= bounds.path(2).asDouble()
                            && bounds.path(1).asDouble() <= latitude && latitude <= bounds.path(3).asDouble());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<CSVRecord> tiles(Path flight) throws IOException {
        try (var reader = Files.newBufferedReader(flight.resolve("tiles.csv"))) {
            return CSVFormat.DEFAULT.builder().setHeader().setSkipHeaderRecord(true).get().parse(reader).stream()
                    .filter(tile -> tile.get("z").equals("20")).toList();
        }
    }

    private static List<Path> photos(Path flight) throws IOException {
        try (Stream<Path> files = Files.list(flight.resolve("photos"))) {
            return files.filter(file -> file.getFileName().toString().startsWith("DJI")).toList();
        }
    }
}
