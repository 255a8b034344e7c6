package dev.geofix.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.geofix.benchmark.MeasureCommand;
import dev.geofix.benchmark.MeasureOverloadCommand;
import dev.geofix.inference.ModelRegistry;
import dev.geofix.inference.ModelVersion;
import dev.geofix.testing.Api;
import dev.geofix.testing.Pictures;
import dev.geofix.testing.RunningService;
import dev.geofix.testing.TinyModel;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import picocli.CommandLine;

class LocateApiTest {
    private static final int TILES = 8;

    @TempDir
    private static Path folder;
    private static RunningService service;
    private static Api api;

    @BeforeAll
    static void aGalleryOfEightTiles() throws IOException {
        service = RunningService.start(folder.resolve("data"), "--geofix.demo.enabled=false");
        api = service.api();
        ModelRegistry models = service.bean(ModelRegistry.class);
        models.install(new ModelVersion("tiny"), TinyModel.write(folder.resolve("tiny")));
        models.activate(new ModelVersion("tiny"));
        assertThat(api.put("/api/v1/galleries/default").status()).isEqualTo(201);
        for (int i = 0; i < TILES; i++) {
            double west = 4 + i * 0.01;
            assertThat(api.putForm("/api/v1/galleries/default/tiles/t-" + i, tile(i),
                    Map.of("bounds", west + ",52," + (west + 0.001) + ",52.001", "attributes",
                            "{\"column\": " + i + ", \"note\": \"a=b,c\", \"even\": " + (i % 2 == 0) + "}"))
                    .status()).isEqualTo(201);
        }
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    /** Clients escape what they send; only a bare socket sends this. */
    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/galleries/default/tiles?cursor=%", "/api/v1/galleries/a\\b"})
    void anAddressThatCannotBeReadIsAProblem(String address) throws IOException {
        try (Socket socket = new Socket("localhost",
                service.context().getEnvironment().getRequiredProperty("local.server.port", Integer.class))) {
            socket.getOutputStream()
                    .write(("GET " + address + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer).startsWith("HTTP/1.1 400").contains("application/problem+json",
                    "escape what is no plain");
        }
    }

    @Test
    void whatFollowsASemicolonIsNotCutOff() {
        assertThat(api.delete("/api/v1/galleries/default;x=1").status()).isEqualTo(400);
        assertThat(api.get("/api/v1/galleries/default").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/jobs?limit=0", "/api/v1/jobs?limit=1001",
        "/api/v1/galleries/default/tiles?limit=-1",
        "/api/v1/galleries/default/tiles?bbox=0x1p3,0,1f,2d"})
    void aPageThatCannotBeIsRefused(String address) {
        assertThat(api.get(address).status()).isEqualTo(400);
    }

    @Test
    void theOverloadCommandAsksForMoreThanCanBeAnswered(@TempDir Path photos) throws IOException {
        Files.write(photos.resolve("a.jpg"), tile(2));
        StringWriter out = new StringWriter();
        int status = new CommandLine(new MeasureOverloadCommand()).setOut(new PrintWriter(out)).execute("--photos",
                photos.toString(), "--url", "http://localhost:"
                        + service.context().getEnvironment().getProperty("local.server.port") + quickLocate(),
                "--connections", "2",
                "--requests", "8", "--seconds", "1", "--factor", "2");
        assertThat(status).isZero();
        assertThat(out.toString().lines().filter(line -> line.startsWith("| 2"))).hasSize(2)
                .allSatisfy(line -> assertThat(line).contains("{").doesNotContain("NaN"));
    }

    @Test
    void theMeasureCommandCountsWhatIsAnsweredAndWhatIsNot(@TempDir Path photos) throws IOException {
        Files.write(photos.resolve("a.jpg"), tile(2));
        Files.write(photos.resolve("b.jpg"), "no photo".getBytes(StandardCharsets.UTF_8));
        StringWriter out = new StringWriter();
        int status = new CommandLine(new MeasureCommand()).setOut(new PrintWriter(out)).execute("--photos",
                photos.toString(), "--requests", "6", "--connections", "2", "--url", "http://localhost:"
                        + service.context().getEnvironment().getProperty("local.server.port") + quickLocate());
        assertThat(status).isZero();
        assertThat(out.toString().lines().toList()).hasSize(3).last().asString().startsWith("| 2 |")
                .contains("| 3 of 6 |").doesNotContain("NaN");
    }

    /** Of a gallery where no place is looked at closely. */
    private static String quickLocate() {
        api.putJson("/api/v1/galleries/plain", Map.of("localFeatures", false));
        api.putForm("/api/v1/galleries/plain/tiles/t", tile(2), Map.of("bounds", "4,52,4.001,52.001"));
        return "/api/v1/locate?gallery=plain";
    }

    @Test
    void boundsWithoutGroundAreRefused() {
        assertThat(api.putForm("/api/v1/galleries/default/tiles/flat", tile(1), Map.of("bounds", "1,2,1,2")).status())
                .isEqualTo(400);
    }

    @Test
    void thePictureOfATileIsLocatedThere() {
        Api.Answer answer = api.postImage("/api/v1/locate?topK=3", tile(5));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().path("matches")).hasSize(3);
        assertThat(answer.body().path("matches").path(0).path("tile").asString()).isEqualTo("t-5");
        assertThat(answer.body().path("fix").path("longitude").asDouble()).isBetween(4.0, 4.08);
        assertThat(answer.body().path("model").asString()).isEqualTo("tiny");
    }

    @Test
    void aTurnedPhotoIsFoundAllTheSame() {
        byte[] turned = Pictures.png(quarterTurn(5));
        assertThat(api.postImage("/api/v1/locate", turned).body().path("matches").path(0).path("tile").asString())
                .isEqualTo("t-5");
    }

    @Test
    void aBoxLeavesOutTheTilesOutsideIt() {
        Api.Answer answer = api.postImage("/api/v1/locate?bbox=4,51,4.015,53", tile(5));
        assertThat(answer.body().path("matches")).hasSize(2);
    }

    @Test
    void aRadiusLeavesOutTheTilesBeyondIt() {
        Api.Answer answer = api.postImage("/api/v1/locate?near=52.0005,4.0505&radius=100", tile(1));
        assertThat(answer.body().path("matches")).hasSize(1);
        assertThat(answer.body().path("matches").path(0).path("tile").asString()).isEqualTo("t-5");
    }

    @Test
    void attributesLeaveOutTheTilesWithoutThem() {
        assertThat(api.postImage("/api/v1/locate?attribute=even=true", tile(1)).body().path("matches")).hasSize(4);
        assertThat(api.postImage("/api/v1/locate?attribute=even=true&attribute=column=6", tile(1)).body()
                .path("matches")).hasSize(1);
        assertThat(api.postImage("/api/v1/locate?attribute=note=a=b,c", tile(1)).body().path("matches"))
                .hasSize(TILES);
        assertThat(api.postImage("/api/v1/locate?attribute=note=other", tile(1)).body().path("matches")).isEmpty();
    }

    @Test
    void whatIsAskedForIsNeverPartOfAStatement() {
        assertThat(api.postImage("/api/v1/locate?attribute=note=x'or'1'='1", tile(1)).body().path("matches"))
                .isEmpty();
        assertThat(api.delete("/api/v1/galleries/x'or'1'='1").status()).isEqualTo(404);
        assertThat(api.get("/api/v1/jobs?kind=x'or'1'='1").body()).isEmpty();
        assertThat(api.get("/api/v1/galleries/default").body().path("tiles").asInt()).isEqualTo(TILES);
    }

    @ParameterizedTest
    @ValueSource(strings = {"attribute=season", "attribute==1", "attribute=a=1&attribute=b", "attribute=",
        "near=52,4", "radius=5", "radius=0&near=52,4", "radius=NaN&near=52,4", "near=95,4&radius=5", "bbox=1,2,3",
        "bbox=4,53,5,52", "minScore=2"})
    void aFilterThatMakesNoSenseIsRefusedWithWhatItShouldBe(String query) {
        Api.Answer answer = api.postImage("/api/v1/locate?" + query, tile(1));
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.detail()).contains(query.substring(0, query.indexOf('=')));
    }

    @Test
    void theTileImageOfAMatchCanBeFetched() {
        String image = api.postImage("/api/v1/locate?topK=1", tile(2)).body().path("matches").path(0).path("image")
                .asString();
        assertThat(image).isEqualTo("/api/v1/galleries/default/tiles/t-2/image");
    }

    @Test
    void geoJsonHoldsTheFixAndTheMatches() {
        Api.Answer answer = api.postImage("/api/v1/locate?topK=2", tile(5), "application/geo+json");
        assertThat(answer.contentType()).startsWith("application/geo+json");
        assertThat(answer.body().path("type").asString()).isEqualTo("FeatureCollection");
        assertThat(answer.body().path("features").findValuesAsString("role")).containsOnlyOnce("fix")
                .filteredOn("match"::equals).hasSize(2);
        assertThat(answer.body().path("features").path(0).path("geometry").path("type").asString()).isEqualTo("Point");
    }

    @Test
    void whoPrefersJsonGetsIt() {
        assertThat(api.postImage("/api/v1/locate", tile(5), "application/json, application/geo+json;q=0.1")
                .contentType()).startsWith("application/json");
    }

    @Test
    void whoNamesNoTypeGetsJson() {
        assertThat(api.postImage("/api/v1/locate", tile(5), "*/*").contentType()).startsWith("application/json");
    }

    @Test
    void theDescriptionHasOneTextForEachParameterOfTheQuery() {
        var parameters = api.get("/v3/api-docs").body().path("paths").path("/api/v1/locate").path("post")
                .path("parameters");
        assertThat(parameters.findValuesAsString("name")).containsExactlyInAnyOrder("gallery", "topK", "minScore",
                "near", "radius", "bbox", "attribute", "heading", "altitude", "focal", "pitch", "candidates", "pixels",
                "explain");
    }

    @Test
    void theDescriptionBeginsWithTheMainCall() {
        assertThat(api.get("/v3/api-docs").body().path("tags").findValuesAsString("name")).containsExactly("Locate",
                "Galleries", "Tiles", "Jobs", "Training", "Models", "Caller");
    }

    @Test
    void theDescriptionOfEveryCallSaysWhatAnErrorLooksLike() {
        for (var path : api.get("/v3/api-docs").body().path("paths")) {
            for (var operation : path) {
                assertThat(operation.path("responses").path("default").path("content").has("application/problem+json"))
                        .as(operation.path("operationId").asString()).isTrue();
            }
        }
    }

    @Test
    void explainSaysHowTheAnswerCameAbout() {
        Api.Answer answer = api.postImage("/api/v1/locate?explain=true&heading=45", tile(5));
        assertThat(answer.body().path("explain").path("view").path("headingDegrees").asDouble()).isEqualTo(45);
        assertThat(answer.body().path("explain").path("candidates").asInt()).isEqualTo(TILES);
        assertThat(api.postImage("/api/v1/locate", tile(5)).body().has("explain")).isFalse();
    }

    @Test
    void whatTheRequestSaysAboutThePhotoIsUsedAndNamed() {
        var photo = api.postImage("/api/v1/locate?heading=45&altitude=80&focal=24&pitch=-80", tile(5)).body()
                .path("photo");
        assertThat(photo.path("hints").findValuesAsString("name")).containsExactly("heading", "pitch", "altitude",
                "focal");
        assertThat(photo.path("hints").findValuesAsString("source")).containsOnly("request");
        assertThat(photo.path("relativeAltitudeMeters").asDouble()).isEqualTo(80);
        assertThat(photo.path("ignored")).isEmpty();
    }

    @Test
    void embeddingsOfSeveralImages() {
        Api.Answer answer = api.postForm("/api/v1/embeddings?view=satellite", Api.form(tile(0), tile(1)),
                "application/json");
        assertThat(answer.body().path("embeddings")).hasSize(2);
        assertThat(answer.body().path("embeddings").path(0)).hasSize(answer.body().path("parts").asInt());
        assertThat(answer.body().path("embeddings").path(0).path(0))
                .hasSize(answer.body().path("partDimension").asInt());
    }

    @Test
    void everyRequestIsCountedOnce() {
        double before = locateCount(null);
        api.postImage("/api/v1/locate", tile(5));
        api.postImage("/api/v1/locate", new byte[0]);
        api.postImage("/api/v1/locate?topK=0", tile(5));
        assertThat(locateCount(null)).isEqualTo(before + 3);
        assertThat(locateCount(null)).isEqualTo(
                Stream.of("found", "rejected", "error").mapToDouble(LocateApiTest::locateCount).sum());
    }

    static Stream<Arguments> photosThatAreNone() {
        byte[] jpeg = Pictures.jpeg(Pictures.picture(1, 200));
        return Stream.of(Arguments.of("text", "no picture".getBytes(StandardCharsets.UTF_8), 400),
                Arguments.of("empty", new byte[0], 400),
                Arguments.of("truncated", Arrays.copyOf(jpeg, jpeg.length / 2), 400),
                Arguments.of("40,000 x 40,000", hugePng(), 413));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("photosThatAreNone")
    void refusesAPhotoThatIsNone(String name, byte[] photo, int status) {
        assertProblem(api.postImage("/api/v1/locate", photo), status);
        assertProblem(api.postImage("/api/v1/embeddings", photo), status);
    }

    @ParameterizedTest
    @ValueSource(strings = {"topK=0", "topK=-1", "topK=1000000000", "topK=99999999999", "topK=x", "topK=101",
        "minScore=2", "minScore=NaN", "minScore=x", "near=52,4", "radius=100", "near=NaN,4&radius=100",
        "near=91,4&radius=100", "near=52&radius=100", "near=52,4&radius=-1", "near=52,4&radius=NaN", "bbox=1,2,3",
        "bbox=4,53,5,52", "bbox=4,52,500,53", "heading=NaN", "heading=x", "altitude=0", "altitude=-5", "altitude=NaN",
        "focal=0", "focal=x", "pitch=-91", "pitch=NaN",
        "explain=maybe", "gallery="})
    void refusesAParameterThatMakesNoSense(String query) {
        Api.Answer answer = api.postImage("/api/v1/locate?" + query, tile(5));
        assertProblem(answer, 400);
        assertThat(Stream.of(query.split("&")).map(word -> word.substring(0, word.indexOf('='))))
                .as(answer.detail()).anyMatch(answer.detail()::contains);
    }

    @Test
    void anUnknownGalleryIsNotFound() {
        assertProblem(api.postImage("/api/v1/locate?gallery=atlantis", tile(5)), 404);
    }

    @Test
    void aMissingImageIsNamed() {
        Api.Answer answer = api.postForm("/api/v1/locate", withoutImage(), "application/json");
        assertProblem(answer, 400);
        assertThat(answer.detail()).contains("'image' is missing");
    }

    @Test
    void anotherBodyThanMultipartIsRefused() {
        assertProblem(api.postJson("/api/v1/locate", Map.of("image", "x")), 415);
    }

    @Test
    void anUnknownViewIsRefused() {
        assertThat(api.postImage("/api/v1/embeddings?view=submarine", tile(5)).detail()).contains("drone");
    }

    private static void assertProblem(Api.Answer answer, int status) {
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.contentType()).isEqualTo("application/problem+json");
        assertThat(answer.detail()).isNotBlank();
    }

    private static double locateCount(String outcome) {
        Api.Answer metric = api
                .get("/actuator/metrics/geofix.locate" + (outcome == null ? "" : "?tag=outcome:" + outcome));
        return metric.status() == 404 ? 0 : metric.body().path("measurements").path(0).path("value").asDouble();
    }

    private static byte[] tile(int number) {
        return Pictures.png(Pictures.picture(number, 96));
    }

    private static BufferedImage quarterTurn(int number) {
        BufferedImage image = Pictures.picture(number, 96);
        BufferedImage turned = new BufferedImage(96, 96, image.getType());
        for (int y = 0; y < 96; y++) {
            for (int x = 0; x < 96; x++) {
                turned.setRGB(95 - y, x, image.getRGB(x, y));
            }
        }
        return turned;
    }

    private static MultiValueMap<String, Object> withoutImage() {
        MultiValueMap<String, Object> form = new LinkedMultiValueMap<>();
        form.add("other", "x");
        return form;
    }

    /** A PNG whose header promises 40,000 x 40,000 pixels. */
    private static byte[] hugePng() {
        byte[] png = Pictures.png(Pictures.picture(1, 16));
        ByteBuffer.wrap(png).putInt(16, 40_000).putInt(20, 40_000);
        return png;
    }
}
