package dev.geofix.gallery;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.test.web.servlet.client.RestTestClient.ResponseSpec;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;

/** The HTTP face of galleries and tiles, on a real port. */
class GalleryApiTest {
    @TempDir
    static Path data;
    private static GalleryApp app;
    private static RestTestClient http;

    @BeforeAll
    static void start() throws Exception {
        app = new GalleryApp(data.resolve("data"));
        http = app.http();
    }

    @AfterAll
    static void stop() {
        app.close();
    }

    @BeforeEach
    void emptyGallery() {
        http.delete().uri("/galleries/{g}", "town").exchange();
        http.put().uri("/galleries/{g}", "town").exchange().expectStatus().isCreated();
    }

    @Test
    void makesListsAndDeletesGalleries() {
        http.put().uri("/galleries/{g}", "Old town & harbour").contentType(MediaType.APPLICATION_JSON)
                .body(Map.of("description", "2026")).exchange().expectStatus().isCreated().expectHeader()
                .location("/api/v1/galleries/Old%20town%20&%20harbour");
        http.put().uri("/galleries/{g}", "Old town & harbour").exchange().expectStatus().isOk().expectBody()
                .jsonPath("$.description").isEqualTo("2026").jsonPath("$.model").isEqualTo("tiny-1");
        http.get().uri("/galleries").exchange().expectBody().jsonPath("$.length()").isEqualTo(2);
        http.delete().uri("/galleries/{g}", "Old town & harbour").exchange().expectStatus().isNoContent();
        http.get().uri("/galleries/{g}", "Old town & harbour").exchange().expectStatus().isNotFound();
    }

    @Test
    void anAnswerThatCannotBeGivenAsAskedChangesNothing() {
        problem(http.put().uri("/galleries/other").header(HttpHeaders.ACCEPT, "text/html").exchange(),
                HttpStatus.NOT_ACCEPTABLE);
        problem(http.put().uri("/galleries/other").header(HttpHeaders.ACCEPT, "nonsense").exchange(),
                HttpStatus.NOT_ACCEPTABLE);
        http.get().uri("/galleries/other").exchange().expectStatus().isNotFound();
    }

    @Test
    void refusesADescriptionWithoutEnd() {
        problem(http.put().uri("/galleries/town").contentType(MediaType.APPLICATION_JSON)
                .body(Map.of("description", "x".repeat(2001))).exchange(), HttpStatus.BAD_REQUEST);
    }

    @Test
    void metricsFollowTheGallery() {
        MeterRegistry meters = app.bean(MeterRegistry.class);
        put("t", form(1)).expectStatus().isCreated();
        assertThat(meters.get("geofix.gallery.tiles").tag("gallery", "town").gauge().value()).isEqualTo(1);
        assertThat(meters.get("geofix.gallery.features").tag("gallery", "town").gauge().value()).isEqualTo(1);
        assertThat(meters.get("geofix.index.bytes").tag("gallery", "town").gauge().value()).isPositive();
        http.delete().uri("/galleries/town").exchange().expectStatus().isNoContent();
        assertThat(meters.find("geofix.gallery.tiles").tag("gallery", "town").gauge()).isNull();
        assertThat(meters.find("geofix.gallery.features").tag("gallery", "town").gauge()).isNull();
        assertThat(meters.find("geofix.index.bytes").tag("gallery", "town").gauge()).isNull();
    }

    @Test
    void galleriesBeyondAHundredAreMeasuredTogether() {
        MeterRegistry meters = app.bean(MeterRegistry.class);
        List<GalleryName> many = IntStream.range(0, GalleryMetrics.MOST)
                .mapToObj(number -> new GalleryName("many " + number)).toList();
        many.forEach(name -> app.galleries().create(name, null));
        try {
            http.put().uri("/galleries/{g}/tiles/t", many.getLast().value()).contentType(MediaType.MULTIPART_FORM_DATA)
                    .body(form(1)).exchange().expectStatus().isCreated();
            assertThat(meters.find("geofix.gallery.tiles").gauges()).hasSize(GalleryMetrics.MOST + 1);
            assertThat(meters.get("geofix.galleries").gauge().value()).isEqualTo(GalleryMetrics.MOST + 1);
            assertThat(others(meters)).as("the last one is not among the hundred").isEqualTo(1);
            app.galleries().delete(many.getFirst());
            assertThat(others(meters)).as("it has taken the place of one that went").isZero();
            assertThat(meters.find("geofix.gallery.tiles").gauges()).hasSize(GalleryMetrics.MOST + 1);
        } finally {
            many.stream().filter(name -> app.bean(GalleryStore.class).find(name).isPresent())
                    .forEach(name -> app.galleries().delete(name));
        }
    }

    private static double others(MeterRegistry meters) {
        return meters.get("geofix.gallery.tiles").tag("gallery", GalleryMetrics.OTHER).gauge().value();
    }

    @Test
    void aNewTileIs201AndTheSameAgain200() {
        put("roof 1", form(1)).expectStatus().isCreated().expectHeader()
                .location("/api/v1/galleries/town/tiles/roof%201").expectBody().jsonPath("$.tile").isEqualTo("roof 1")
                .jsonPath("$.latitude").isEqualTo(52.1).jsonPath("$.attributes.season").isEqualTo("summer")
                .jsonPath("$.image").isEqualTo("/api/v1/galleries/town/tiles/roof%201/image");
        put("roof 1", form(1)).expectStatus().isOk();
        http.get().uri("/galleries/town/tiles/{t}", "roof 1").exchange().expectStatus().isOk();
        http.delete().uri("/galleries/town/tiles/{t}", "roof 1").exchange().expectStatus().isNoContent();
        http.delete().uri("/galleries/town/tiles/{t}", "roof 1").exchange().expectStatus().isNotFound();
    }

    @Test
    void boundsGiveTheCentre() {
        MultiValueMap<String, Object> form = form(1);
        form.remove("latitude");
        form.remove("longitude");
        form.add("bounds", "4,52,4.5,52.5");
        put("b", form).expectStatus().isCreated().expectBody().jsonPath("$.latitude").isEqualTo(52.25)
                .jsonPath("$.bounds[2]").isEqualTo(4.5);
    }

    @Test
    void listsTilesPageByPageAndByBox() {
        for (int i = 0; i < 5; i++) {
            MultiValueMap<String, Object> form = form(i);
            form.set("latitude", 52 + i);
            put("t " + i, form).expectStatus().isCreated();
        }
        String[] next = new String[1];
        http.get().uri("/galleries/town/tiles?limit=3").exchange().expectBody().jsonPath("$.tiles.length()")
                .isEqualTo(3)
                .jsonPath("$.next").value(String.class, link -> next[0] = link);
        http.get().uri(URI.create(next[0].replaceFirst("/api/v1", app.url()))).exchange().expectBody()
                .jsonPath("$.tiles.length()").isEqualTo(2).jsonPath("$.tiles[0].tile").isEqualTo("t 3")
                .jsonPath("$.next")
                .isEmpty();
        http.get().uri("/galleries/town/tiles?bbox=4,52.5,5,54.5").exchange().expectBody()
                .jsonPath("$.tiles.length()").isEqualTo(2);
        http.get().uri("/galleries/town/tiles?bbox=170,52.5,5,54.5").exchange().expectBody()
                .jsonPath("$.tiles.length()").isEqualTo(2);
    }

    @Test
    void sendsThePictureOnce() {
        put("t", form(1)).expectStatus().isCreated();
        HttpHeaders headers = http.get().uri("/galleries/town/tiles/t/image").exchange().expectStatus().isOk()
                .expectHeader().contentType(MediaType.IMAGE_JPEG).expectBody(byte[].class)
                .value(bytes -> assertThat(bytes).startsWith(0xff, 0xd8)).returnResult().getResponseHeaders();
        http.get().uri("/galleries/town/tiles/t/image").header(HttpHeaders.IF_NONE_MATCH, headers.getETag()).exchange()
                .expectStatus().isNotModified();
        put("t", form(2)).expectStatus().isOk();
        http.get().uri("/galleries/town/tiles/t/image").header(HttpHeaders.IF_NONE_MATCH, headers.getETag()).exchange()
                .expectStatus().isOk();
    }

    @ParameterizedTest
    @CsvSource({"latitude,NaN", "latitude,91", "longitude,-181", "latitude,north", "bounds,'1,2,3'",
        "bounds,'4,60,5,61'", "attributes,[1]", "attributes,null", "attributes,{"})
    void refusesWrongFormsAndKeepsTheTile(String field, String value) {
        put("t", form(1)).expectStatus().isCreated();
        MultiValueMap<String, Object> form = form(2);
        form.set(field, value);
        problem(put("t", form), HttpStatus.BAD_REQUEST);
        http.get().uri("/galleries/town/tiles/t").exchange().expectBody().jsonPath("$.contentHash")
                .isEqualTo(ContentHash.of(Pictures.png(1)));
    }

    @Test
    void refusesATileWithoutPlaceOrImage() {
        MultiValueMap<String, Object> noPlace = form(1);
        noPlace.remove("longitude");
        problem(put("t", noPlace), HttpStatus.BAD_REQUEST);
        MultiValueMap<String, Object> noImage = form(1);
        noImage.remove("image");
        problem(put("t", noImage), HttpStatus.BAD_REQUEST);
        http.get().uri("/galleries/town").exchange().expectBody().jsonPath("$.tiles").isEqualTo(0);
    }

    @Test
    void refusesWhatIsNoImage() {
        problem(put("t", form(new byte[0])), HttpStatus.BAD_REQUEST);
        problem(put("t", form("no image".getBytes())), HttpStatus.BAD_REQUEST);
        problem(put("t", form(Arrays.copyOf(Pictures.png(1), 300))), HttpStatus.BAD_REQUEST);
        http.get().uri("/galleries/town").exchange().expectBody().jsonPath("$.tiles").isEqualTo(0);
    }

    @Test
    void refusesAnUploadOverTheLimit() {
        problem(put("t", form(new byte[1_500_000])), HttpStatus.CONTENT_TOO_LARGE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/tiles", "/tiles/t", "/tiles/t/image"})
    void doesNotKnowOtherGalleries(String path) {
        problem(http.get().uri("/galleries/nowhere" + path).exchange(), HttpStatus.NOT_FOUND);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a%01b", "a%3Bb", "%20", "%2e%2e", "a%2Fb", "a%00b", "%FF%FE"})
    void refusesNamesThatCannotBe(String name) {
        problem(http.put().uri(URI.create(app.url() + "/galleries/" + name)).exchange(), HttpStatus.BAD_REQUEST);
    }

    @ParameterizedTest
    @ValueSource(strings = {"bbox=1,2,3", "bbox=NaN,2,3,4", "bbox=0,50,1,40", "limit=x"})
    void refusesQueriesThatMakeNoSense(String query) {
        problem(http.get().uri("/galleries/town/tiles?" + query).exchange(), HttpStatus.BAD_REQUEST);
    }

    private static void problem(ResponseSpec response, HttpStatus status) {
        response.expectStatus().isEqualTo(status).expectHeader().contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .expectBody().jsonPath("$.detail").isNotEmpty();
    }

    private static ResponseSpec put(String tile, MultiValueMap<String, Object> form) {
        return http.put().uri("/galleries/town/tiles/{t}", tile).contentType(MediaType.MULTIPART_FORM_DATA).body(form)
                .exchange();
    }

    private static MultiValueMap<String, Object> form(long picture) {
        return form(Pictures.png(picture));
    }

    static MultiValueMap<String, Object> form(byte[] image) {
        MultiValueMap<String, Object> form = new LinkedMultiValueMap<>();
        form.add("image", new ByteArrayResource(image) {
            @Override
            public String getFilename() {
                return "tile.png";
            }
        });
        form.add("latitude", 52.1);
        form.add("longitude", 4.3);
        form.add("attributes", "{\"season\": \"summer\"}");
        return form;
    }
}
