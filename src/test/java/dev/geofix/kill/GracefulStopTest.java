package dev.geofix.kill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.geofix.testing.Api;
import dev.geofix.testing.Pictures;
import dev.geofix.testing.TinyModel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SIGTERM while a photo is on its way in, an import runs, and somebody listens to its events. */
class GracefulStopTest {
    private static final int TILES = 150;
    private static final int SIGTERM = 143;
    private static final long BOUND_SECONDS = 90;

    @TempDir
    Path folder;

    @Test
    void answersWhatIsUnderWayEndsStreamsAndGoesOnWithTheImportAtTheNextStart() throws Exception {
        Path data = folder.resolve("data");
        TinyModel.write(data.resolve("models/tiny-1"));
        Files.writeString(data.resolve("models/active"), "tiny-1");
        tiles(Files.createDirectories(data.resolve("imports/many")));
        String job;
        try (Killable service = Killable.start(data, folder.resolve("first.log"))) {
            Api api = service.api();
            api.put(Clients.GALLERY);
            assertThat(
                    api.putForm(Clients.GALLERY + "/tiles/own", tile(9000), Map.of("latitude", "52", "longitude", "4"))
                            .status())
                    .isEqualTo(201);
            job = String.valueOf(api.postJson(Clients.GALLERY + "/imports", Map.of("source", "many")).headers()
                    .getLocation());
            CompletableFuture<List<String>> events = CompletableFuture.supplyAsync(() -> api.events(job + "/events"));
            await()
                    .until(() -> api.get(job).body().path("progress").path("done").asLong() > 0);

            byte[] photo = photo(service.port());
            int half = photo.length / 2;
            try (Socket client = new Socket(InetAddress.getLoopbackAddress(), service.port())) {
                OutputStream out = client.getOutputStream();
                out.write(photo, 0, half);
                out.flush();
                // Its first half is read before the signal comes: another request that came later is answered.
                assertThat(api.get("/api/v1/galleries").status()).isEqualTo(200);
                service.process().terminate();
                await()
                        .until(() -> service.process().log().contains("Commencing graceful shutdown"));
                out.write(photo, half, photo.length - half);
                assertThat(new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                        .startsWith("HTTP/1.1 200").contains("\"tile\":\"own\"");
            }
            assertThat(service.process().ended(BOUND_SECONDS)).isEqualTo(SIGTERM);
            assertThat(events.join()).anyMatch(line -> line.contains("RUNNING"))
                    .noneMatch(line -> line.contains("SUCCEEDED"));
        }
        assertThat(Files
                .readString(data.resolve("jobs").resolve(job.substring(job.lastIndexOf('/') + 1)).resolve("job.log")))
                .contains("interrupted by a shutdown");
        try (Killable service = Killable.start(data, folder.resolve("second.log"))) {
            await().atMost(Duration.ofMinutes(10))
                    .until(() -> service.api().get(job).body().path("state").asString("").equals("SUCCEEDED"));
            assertThat(service.api().get(Clients.GALLERY).body().path("tiles").asInt()).isEqualTo(TILES + 1);
        }
    }

    private static byte[] photo(int port) {
        byte[] image = tile(9000);
        byte[] head = "--b\r\nContent-Disposition: form-data; name=\"image\"; filename=\"a\"\r\n\r\n"
                .getBytes(StandardCharsets.US_ASCII);
        byte[] tail = "\r\n--b--\r\n".getBytes(StandardCharsets.US_ASCII);
        byte[] request = ("POST /api/v1/locate?gallery=town HTTP/1.1\r\nHost: localhost:" + port
                + "\r\nConnection: close\r\nContent-Type: multipart/form-data; boundary=b\r\nContent-Length: "
                + (head.length + image.length + tail.length) + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        List.of(request, head, image, tail).forEach(whole::writeBytes);
        return whole.toByteArray();
    }

    private static void tiles(Path many) throws IOException {
        StringBuilder manifest = new StringBuilder("file,latitude,longitude\n");
        for (int i = 0; i < TILES; i++) {
            Files.write(many.resolve(i + ".png"), tile(i));
            manifest.append(i).append(".png,52,4\n");
        }
        Files.writeString(many.resolve("manifest.csv"), manifest);
    }

    private static byte[] tile(int number) {
        return Pictures.png(Pictures.picture(number, 64));
    }
}
