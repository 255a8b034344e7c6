package dev.geofix.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.geofix.geo.GeoPoint;
import dev.geofix.imaging.ImageDecoder;
import dev.geofix.imaging.ImageFile;
import dev.geofix.imaging.ImageLimits;
import dev.geofix.imaging.RgbImage;
import dev.geofix.inference.ModelRegistry;
import dev.geofix.inference.ModelVersion;
import dev.geofix.testing.Api;
import dev.geofix.testing.RunningService;
import dev.geofix.testing.SharedData;
import java.io.IOException;
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

/** Real photos against real tiles of the same ground, with the model that is shipped. */
class RealFlightTest {
    @TempDir
    private Path folder;

    /** Six of them fit only when they are turned against what they say of their heading. */
    @Test
    void photosOverARiverMouthArePlacedWhereTheirReceiverSays() throws Exception {
        Path flight = SharedData.require("imagery/pairs/brighton");
        try (RunningService service = shipped()) {
            Api api = service.api();
            api.put("/api/v1/galleries/river");
            for (CSVRecord tile : tiles(flight)) {
                put(api, "river", tile.get("x") + "-" + tile.get("y_xyz"),
                        Files.readAllBytes(flight.resolve(tile.get("path"))), String.join(",", tile.get("west"),
                                tile.get("south"), tile.get("east"), tile.get("north")));
            }
            int accepted = 0;
            for (Path photo : photos(flight)) {
                JsonNode answer = api.postImage("/api/v1/locate?gallery=river", Files.readAllBytes(photo)).body();
                boolean trusted = answer.at("/fix/accepted").asBoolean();
                accepted += trusted ? 1 : 0;
                assertThat(trusted ? place(answer.path("fix")).distanceTo(place(answer.at("/photo/position"))) : 0)
                        .as("%s: %s", photo, answer.path("fix")).isLessThan(10);
            }
            assertThat(accepted).isGreaterThanOrEqualTo(photos(flight).size() - 1);
        }
    }

    @Test
    void aPhotoThatSaysNothingIsPlacedOnTheMapThatShowsItAndAnotherOnNone() throws Exception {
        Path maps = SharedData.require("imagery/pairs/aero-vloc");
        try (RunningService service = shipped()) {
            Api api = service.api();
            api.put("/api/v1/galleries/village");
            RgbImage map = new ImageDecoder(ImageLimits.DEFAULT).decode(Files.readAllBytes(maps.resolve("map/0.png")));
            double[] corners = Stream.of(Files.readAllLines(maps.resolve("map/map_metadata.txt")).get(1).split(" "))
                    .skip(1).mapToDouble(Double::parseDouble).toArray();
            int side = 296;
            for (int y = 0; y + side <= map.height(); y += side / 2) {
                for (int x = 0; x + side <= map.width(); x += side / 2) {
                    put(api, "village", x + "-" + y,
                            ImageFile.png(map.crop(x, y, side, side).toBufferedImage()),
                            along(corners[1], corners[3], x, map.width()) + ","
                                    + along(corners[0], corners[2], y + side, map.height()) + ","
                                    + along(corners[1], corners[3], x + side, map.width()) + ","
                                    + along(corners[0], corners[2], y, map.height()));
                }
            }
            JsonNode shown = api.postImage("/api/v1/locate?gallery=village",
                    Files.readAllBytes(maps.resolve("queries/0.jpg"))).body().path("fix");
            assertThat(shown.path("accepted").asBoolean()).as(shown.toString()).isTrue();
            assertThat(place(shown).distanceTo(new GeoPoint(55.542349, 38.246245))).isLessThan(10);
            assertThat(api.postImage("/api/v1/locate?gallery=village",
                    Files.readAllBytes(maps.resolve("queries/1.png"))).body().at("/fix/accepted").asBoolean())
                    .isFalse();
        }
    }

    private static double along(double from, double to, int pixel, int pixels) {
        return from + (to - from) * pixel / pixels;
    }

    private RunningService shipped() throws Exception {
        URL manifest = getClass().getResource("/demo/model/model.json");
        Assumptions.assumeTrue(manifest != null, "needs the trained demo model, which is not built in");
        RunningService service = RunningService.start(folder, "--geofix.demo.enabled=false");
        ModelRegistry models = service.bean(ModelRegistry.class);
        models.install(new ModelVersion("shipped"), Path.of(manifest.toURI()).getParent());
        models.activate(new ModelVersion("shipped"));
        return service;
    }

    private static void put(Api api, String gallery, String tile, byte[] image, String bounds) {
        assertThat(api.putForm("/api/v1/galleries/" + gallery + "/tiles/" + tile, image, Map.of("bounds", bounds))
                .status()).isEqualTo(201);
    }

    private static GeoPoint place(JsonNode at) {
        return new GeoPoint(at.path("latitude").asDouble(), at.path("longitude").asDouble());
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
