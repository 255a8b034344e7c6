package dev.geofix.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import dev.geofix.gallery.GalleryApp;
import dev.geofix.gallery.GalleryName;
import dev.geofix.gallery.Pictures;
import dev.geofix.gallery.TileId;
import dev.geofix.jobs.Job;
import dev.geofix.jobs.JobService;
import dev.geofix.jobs.JobState;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ImportUploadTest {
    private static final int MAX_BYTES = 400_000;
    private static final GalleryName TOWN = new GalleryName("town");

    @TempDir
    static Path folder;
    private static GalleryApp app;

    record Answer(int status, JsonNode body) {
        UUID job() {
            assertThat(status).as(body.toString()).isIn(200, 202);
            return UUID.fromString(body.path("id").asString());
        }
    }

    @BeforeAll
    static void start() throws Exception {
        app = new GalleryApp(folder.resolve("data"), "--geofix.gallery.import-max-upload=" + MAX_BYTES + "B",
                "--geofix.gallery.import-free-disk=1MB");
    }

    @AfterAll
    static void stop() {
        app.close();
    }

    @BeforeEach
    void makeGallery() {
        app.galleries().list().forEach(gallery -> app.galleries().delete(gallery.name()));
        app.galleries().create(TOWN, null);
    }

    @Test
    void importsAZipAndListsWhatItRefuses() throws Exception {
        Job job = ended(post("?file=../../town.zip", "application/zip", zip("../up.png")).job());
        assertThat(job.state()).isEqualTo(JobState.SUCCEEDED);
        assertThat(job.message()).isEqualTo("2 new, 0 replaced, 0 unchanged, 2 refused");
        assertThat(job.refused().first()).anySatisfy(item -> {
            assertThat(item.item()).isEqualTo("../up.png");
            assertThat(item.reason()).contains("leaves the archive");
        }).anySatisfy(item -> assertThat(item.item()).isEqualTo("row 3 (gone.png)"));
        assertThat(app.galleries().get(TOWN).tiles()).isEqualTo(2);
        assertNothingIsLeft();
    }

    @Test
    void importsAnMbtilesFileWithItsOptions() throws Exception {
        byte[] file = resource("tileset/gdal.mbtiles");
        Job job = ended(post("?zoom=17", "application/vnd.sqlite3", file).job());
        assertThat(job.message()).isEqualTo("2 new, 0 replaced, 0 unchanged, 0 refused");
        assertThat(app.galleries().tile(TOWN, new TileId("17-67234-43055")).center().latitude())
                .isCloseTo(52.4032567, within(1e-7));
        assertNothingIsLeft();
        assertThat(ended(post("?zoom=17", "application/octet-stream", file).job()).message())
                .isEqualTo("0 new, 0 replaced, 2 unchanged, 0 refused");
    }

    @Test
    void makesOneJobForOneKey() throws Exception {
        byte[] zip = zip();
        Answer first = post("", "application/zip", zip, "Idempotency-Key", "a");
        Answer again = post("", "application/zip", zip, "Idempotency-Key", "a");
        assertThat(first.status()).isEqualTo(202);
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.job()).isEqualTo(first.job());
        assertThat(post("?zoom=3", "application/zip", zip, "Idempotency-Key", "a").status()).isEqualTo(422);
        assertThat(post("", "application/zip", zip("x.png"), "Idempotency-Key", "a").status()).isEqualTo(422);
        assertThat(post("", "application/json", "{\"source\": \"town\"}".getBytes(StandardCharsets.UTF_8),
                "Idempotency-Key", "a").status()).isEqualTo(422);
        ended(first.job());
        assertNothingIsLeft();
    }

    @Test
    void refusesWhatCannotBeImportedAndKeepsNothing() throws Exception {
        int jobs = app.bean(JobService.class).list(null, null, 100).size();
        assertRefused(post("", "application/zip", new byte[0]), 400, "empty");
        assertRefused(post("", "application/zip", "no zip".getBytes(StandardCharsets.UTF_8)), 400, "no kind");
        byte[] zip = zip();
        assertRefused(post("", "application/zip", Arrays.copyOf(zip, zip.length / 2)), 400, "damaged");
        assertRefused(post("?zoom=31", "application/zip", zip), 400, "zoom");
        assertRefused(post("?scheme=up", "application/zip", zip), 400, "scheme");
        assertRefused(post("?zoom=x", "application/zip", zip), 400, "zoom");
        assertRefused(post("?layer=a", "application/x-sqlite3", resource("tileset/gdal.mbtiles")), 400,
                "layer has no effect");
        assertRefused(post("", "text/plain", zip), 415, "application/zip");
        assertRefused(post("", "application/zip", new byte[MAX_BYTES + 1]), 413, "import-max-upload");
        assertRefused(send(request("", "application/zip", "nowhere")
                .POST(HttpRequest.BodyPublishers.ofByteArray(zip)).build()), 404, "nowhere");
        assertThat(app.bean(JobService.class).list(null, null, 100)).hasSize(jobs);
        assertNothingIsLeft();
    }

    @Test
    void refusesALongBodyWhoseLengthIsNotSaid() throws Exception {
        Answer answer = send(request("", "application/zip", "town").POST(HttpRequest.BodyPublishers.ofInputStream(
                () -> new ByteArrayInputStream(new byte[MAX_BYTES + 100]))).build());
        assertRefused(answer, 413, "import-max-upload");
        assertNothingIsLeft();
    }

    @Test
    void keepsNothingOfABodyThatIsCutOff() throws Exception {
        URI url = URI.create(app.url());
        try (Socket socket = new Socket("127.0.0.1", url.getPort())) {
            socket.getOutputStream().write(("POST /api/v1/galleries/town/imports HTTP/1.1\r\nHost: localhost\r\n"
                    + "Content-Type: application/zip\r\nContent-Length: 300000\r\n\r\nPK").getBytes());
            socket.getOutputStream().flush();
            await().until(() -> uploads() == 1);
        }
        await().until(() -> uploads() == 0);
        assertThat(app.bean(JobService.class).unfinished(ImportHandler.KIND)).isEmpty();
    }

    @Test
    void takesManyAtOnce() throws Exception {
        byte[] zip = zip();
        try (ExecutorService senders = Executors.newFixedThreadPool(12)) {
            List<Future<Answer>> answers = new ArrayList<>();
            for (int i = 0; i < 48; i++) {
                answers.add(senders.submit(() -> post("", "application/zip", zip)));
            }
            for (Future<Answer> answer : answers) {
                assertThat(ended(answer.get().job()).state()).isEqualTo(JobState.SUCCEEDED);
            }
        }
        assertNothingIsLeft();
    }

    @Test
    void sweepsUploadsThatACrashLeft() throws Exception {
        Path left = Files.createDirectories(folder.resolve("data/uploads/" + UUID.randomUUID()));
        Files.write(left.resolve("half.zip"), new byte[100]);
        ended(post("", "application/zip", zip()).job());
        assertNothingIsLeft();
    }

    private static void assertRefused(Answer answer, int status, String detail) {
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(status);
        assertThat(answer.body().path("detail").asString()).contains(detail);
    }

    private static void assertNothingIsLeft() {
        await().untilAsserted(() -> assertThat(uploads()).isZero());
        try (Stream<Path> all = Files.walk(folder.resolve("data/jobs"))) {
            assertThat(all).noneMatch(path -> path.endsWith("unpacked"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long uploads() throws IOException {
        Path uploads = folder.resolve("data/uploads");
        if (!Files.exists(uploads)) {
            return 0;
        }
        try (Stream<Path> all = Files.list(uploads)) {
            return all.count();
        }
    }

    private static Answer post(String query, String type, byte[] body, String... headers) throws Exception {
        HttpRequest.Builder request = request(query, type, "town").POST(HttpRequest.BodyPublishers.ofByteArray(body));
        return send((headers.length == 0 ? request : request.headers(headers)).build());
    }

    private static HttpRequest.Builder request(String query, String type, String gallery) {
        return HttpRequest.newBuilder(URI.create(app.url() + "/galleries/" + gallery + "/imports" + query))
                .header("Content-Type", type).expectContinue(true).timeout(Duration.ofSeconds(30));
    }

    private static Answer send(HttpRequest request) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
            return new Answer(response.statusCode(), JsonMapper.shared().readTree(response.body()));
        }
    }

    private static Job ended(UUID id) {
        JobService jobs = app.bean(JobService.class);
        return await().until(() -> jobs.get(id), job -> job.state().isTerminal());
    }

    /** Two images and a manifest that lists a third, in a folder; and further files. */
    private static byte[] zip(String... others) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            put(zip, "town/manifest.csv",
                    "file,latitude,longitude\na.png,1,1\nb.png,1,2\ngone.png,1,3\n".getBytes(StandardCharsets.UTF_8));
            put(zip, "town/a.png", Pictures.png(1));
            put(zip, "town/b.png", Pictures.png(2));
            for (String other : others) {
                put(zip, other, Pictures.png(3));
            }
        }
        return bytes.toByteArray();
    }

    private static void put(ZipOutputStream zip, String name, byte[] content) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(content);
        zip.closeEntry();
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream in = ImportUploadTest.class.getResourceAsStream(name)) {
            return Objects.requireNonNull(in).readAllBytes();
        }
    }
}
