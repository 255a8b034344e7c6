package dev.geofix.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.geofix.testing.Api;
import dev.geofix.testing.Exposition;
import dev.geofix.testing.OperatedService;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.util.LinkedMultiValueMap;

/** requests = found + rejected + error, whatever becomes of them. */
@ExtendWith(OperatedService.class)
class LocateCountsTest {
    private static final Executor THREADS = task -> Thread.ofVirtual().start(task);
    private static final int MOST = 2000;
    private static final String PATH = "/api/v1/locate";

    private final OperatedService.Running service = OperatedService.running();
    private final Api api = service.api();
    private Exposition before;

    @BeforeEach
    void settle() {
        before = await().until(service::scrape, LocateCountsTest::isSettled);
    }

    @Test
    void eachIsCountedOnceUnderItsOutcome() {
        byte[] photo = OperatedService.tile(2);
        assertThat(api.postImage(PATH, photo).status()).isEqualTo(200);
        assertThat(api.postImage(PATH + "?bbox=100,1,101,2", photo).body().path("fix").isNull()).isTrue();
        assertThat(api.postImage(PATH, "no photo".getBytes(StandardCharsets.UTF_8)).status()).isEqualTo(400);
        assertThat(api.postImage(PATH + "?topK=0", photo).status()).isEqualTo(400);
        assertThat(api.postImage(PATH + "?gallery=nowhere", photo).status()).isEqualTo(404);
        assertThat(api.postImage(PATH, photo, "text/html").status()).isEqualTo(406);
        assertThat(api.postJson(PATH, Map.of()).status()).isEqualTo(415);
        LinkedMultiValueMap<String, Object> other = new LinkedMultiValueMap<>();
        other.add("photo", "none");
        assertThat(api.postForm(PATH, other, "application/json").status()).isEqualTo(400);
        assertThat(escaped()).isEqualTo(415);
        // None of these asks for a photo.
        assertThat(api.get(PATH).status()).isEqualTo(405);
        assertThat(api.postJson("/elsewhere" + PATH, Map.of()).status()).isEqualTo(404);

        Exposition after = settledAfter(9);
        assertThat(grown(after, "found") + grown(after, "rejected")).isEqualTo(2);
        assertThat(grown(after, "rejected")).isGreaterThanOrEqualTo(1);
        assertThat(grown(after, "error")).isEqualTo(7);
    }

    @Test
    void whoIsTurnedAwayIsAnError() {
        AtomicInteger sent = new AtomicInteger();
        AtomicInteger turnedAway = new AtomicInteger();
        // One photo is in the network and one fills the queue; the others come too many.
        Runnable client = () -> {
            while (turnedAway.get() == 0 && sent.incrementAndGet() <= MOST) {
                if (api.postImage(PATH, OperatedService.tile(2)).status() == 503) {
                    turnedAway.incrementAndGet();
                }
            }
        };
        CompletableFuture.allOf(IntStream.range(0, 16).mapToObj(i -> CompletableFuture.runAsync(client, THREADS))
                .toArray(CompletableFuture[]::new)).join();
        assertThat(turnedAway).as(sent + " requests").hasPositiveValue();
        assertThat(grown(settledAfter(Math.min(MOST, sent.get())), "error")).isEqualTo(turnedAway.get());
        // Four turns of a photo are turned away by the network's queue, one image by those who wait to be decoded, or one photo at the door.
        assertThat(grown("geofix_embed_rejected_images_total") / 4 + grown("geofix_decode_rejected_images_total")
                + grown("geofix_locate_turned_away_requests_total"))
                .isEqualTo(turnedAway.get());
    }

    @Test
    void whoLeavesBeforeTheEndIsAnError() throws IOException {
        try (Socket socket = new Socket("localhost", port())) {
            socket.getOutputStream()
                    .write(("POST " + PATH + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100000\r\n"
                            + "Content-Type: multipart/form-data; boundary=b\r\n\r\n--b\r\n"
                            + "Content-Disposition: form-data; name=\"image\"; filename=\"a\"\r\n\r\nhalf a photo")
                            .getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();
            await().until(() -> service.scrape().sum("geofix_locate_requests_total") == before
                    .sum("geofix_locate_requests_total") + 1);
        }
        assertThat(grown(settledAfter(1), "error")).isEqualTo(1);
    }

    private Exposition settledAfter(int requests) {
        Exposition after = await().until(service::scrape, LocateCountsTest::isSettled);
        assertThat(after.sum("geofix_locate_requests_total") - before.sum("geofix_locate_requests_total"))
                .isEqualTo(requests);
        assertThat(List.of("found", "rejected", "error").stream().mapToDouble(outcome -> grown(after, outcome)).sum())
                .isEqualTo(requests);
        return after;
    }

    private static boolean isSettled(Exposition seen) {
        return seen.sum("geofix_locate_requests_total") == seen.sum("geofix_locate_seconds_count");
    }

    private double grown(String counter) {
        return service.scrape().sum(counter) - before.sum(counter);
    }

    private double grown(Exposition after, String outcome) {
        return after.sum("geofix_locate_seconds_count", "outcome", outcome)
                - before.sum("geofix_locate_seconds_count", "outcome", outcome);
    }

    /** The same address written otherwise, which reaches the same controller. */
    private int escaped() {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(HttpRequest.newBuilder(URI.create("http://localhost:" + port() + "/api/v1/%6Cocate"))
                    .header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofString("{}")).build(),
                    HttpResponse.BodyHandlers.discarding()).statusCode();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private int port() {
        return service.service().context().getEnvironment().getRequiredProperty("local.server.port", Integer.class);
    }
}
