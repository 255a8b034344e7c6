package dev.geofix.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.geofix.gallery.GalleryApp;
import dev.geofix.gallery.GalleryName;
import dev.geofix.gallery.Pictures;
import dev.geofix.jobs.JobService;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient.ResponseSpec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What is wrong with an import as a whole is said at once, before there is a job. */
class ImportRequestTest {
    @TempDir
    static Path folder;
    private static GalleryApp app;

    @BeforeAll
    static void start() throws Exception {
        app = new GalleryApp(folder.resolve("data"));
        app.galleries().create(new GalleryName("town"), null);
        Path town = Files.createDirectories(folder.resolve("data/imports/town"));
        Files.write(town.resolve("0.png"), Pictures.png(0));
        Files.writeString(town.resolve("empty.csv"), "");
        Files.writeString(town.resolve("manifest.csv"), "file,latitude,longitude\n0.png,1,2\n");
    }

    @AfterAll
    static void stop() {
        app.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"folder\": \"nowhere\"}", "{\"folder\": \"../..\"}", "{\"folder\": \"/etc\"}", "{}",
        "[]", "{",
        "{\"folder\": \"town\", \"manifest\": \"gone.csv\"}", "{\"folder\": \"town\", \"manifest\": \"../../x.csv\"}",
        "{\"folder\": \"town\", \"manifest\": \"empty.csv\"}", "{\"folder\": \"town\", \"manifest\": \"0.png\"}",
        "{\"folder\": \"a\\u0000b\"}"})
    void makesNoJobOfAnImportThatCannotBe(String request) {
        post("town", request).expectStatus().isBadRequest().expectBody().jsonPath("$.detail").isNotEmpty();
        assertThat(app.bean(JobService.class).list(null, null, 10)).isEmpty();
    }

    @Test
    void makesNoJobForAnUnknownGallery() {
        post("nowhere", "{\"folder\": \"town\"}").expectStatus().isNotFound();
        assertThat(app.bean(JobService.class).list(null, null, 10)).isEmpty();
    }

    @Test
    void describesEachOptionOnceForBodyAndQuery() throws Exception {
        JsonNode description;
        try (InputStream in = URI.create(app.url()).resolve("/v3/api-docs").toURL().openStream()) {
            description = JsonMapper.shared().readTree(in);
        }
        assertThat(description.at("/paths/~1api~1v1~1galleries~1{gallery}~1imports/post/parameters")
                .findValuesAsString("name")).containsExactlyInAnyOrder("gallery", "Idempotency-Key", "file", "manifest",
                        "zoom", "layer", "scheme", "groundMeters", "overlap");
        assertThat(description.at("/components/schemas/ImportRequest/properties").propertyNames())
                .containsExactlyInAnyOrder("source", "manifest", "zoom", "layer", "scheme", "groundMeters", "overlap");
    }

    @Test
    void namesAnOptionThatIsOutOfRange() {
        post("town", "{\"source\": \"town\", \"zoom\": 31}").expectStatus().isBadRequest().expectBody()
                .jsonPath("$.detail").isEqualTo("zoom must be 0 to 30, not 31.");
        post("town", "{\"source\": \"town\", \"scheme\": \"up\"}").expectStatus().isBadRequest().expectBody()
                .jsonPath("$.detail").isEqualTo("scheme must be xyz or tms, not 'up'.");
        post("town", "{\"source\": \"town\", \"zooom\": 3}").expectStatus().isBadRequest().expectBody()
                .jsonPath("$.detail").value(String.class, detail -> assertThat(detail).contains("zooom", "source"));
    }

    private static ResponseSpec post(String gallery, String request) {
        return app.http().post().uri("/galleries/{g}/imports", gallery).contentType(MediaType.APPLICATION_JSON)
                .body(request).exchange();
    }
}
