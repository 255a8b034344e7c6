package dev.geofix.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.geofix.inference.ModelRegistry;
import dev.geofix.inference.ModelVersion;
import dev.geofix.testing.Api;
import dev.geofix.testing.OperatedService;
import dev.geofix.testing.Pictures;
import dev.geofix.testing.RunningService;
import dev.geofix.testing.TinyModel;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clients that send slowly, too much, too many, or nothing at all, beside one that just asks. */
class AbuseTest {
    private static final int PLACES = 4;
    private static final String LOCATE = "POST /api/v1/locate HTTP/1.1\r\nHost: localhost\r\nContent-Type: multipart/form-data; boundary=b\r\n";
    private static final String PART = "--b\r\nContent-Disposition: form-data; name=\"image\"; filename=\"a\"\r\n\r\n";

    @TempDir
    static Path folder;

    private static RunningService service;
    private static Api api;

    private final List<Socket> sockets = new ArrayList<>();

    @BeforeAll
    static void start() throws IOException {
        service = RunningService.start(folder.resolve("data"), "--geofix.demo.enabled=false",
                "--geofix.body.parallel=" + PLACES, "--geofix.body.grace=1s", "--geofix.body.min-rate=1KB",
                "--geofix.body.max-json=10KB", "--geofix.image.memory.limit=4MB", "--geofix.image.memory.patience=1ms");
        service.bean(ModelRegistry.class).install(new ModelVersion("tiny"), TinyModel.write(folder.resolve("tiny")));
        service.bean(ModelRegistry.class).activate(new ModelVersion("tiny"));
        api = service.api();
        api.put("/api/v1/galleries/default");
        assertThat(api.putForm("/api/v1/galleries/default/tiles/t", OperatedService.tile(1),
                Map.of("latitude", "52", "longitude", "4")).status()).isEqualTo(201);
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @AfterEach
    void hangUp() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    @Test
    void aSlowUploadIsEndedAndHasHeldNobodyUp() throws Exception {
        Socket slow = open(LOCATE + "Content-Length: 100000\r\n\r\n" + PART);
        answersOthers();
        assertThat(drip(slow, "a byte")).startsWith("HTTP/1.1 408").contains("geofix.body.min-rate", "requestId");
        answersOthers();
    }

    @Test
    void soIsASlowJsonBodyAndASlowFile() throws Exception {
        assertThat(drip(open("POST /api/v1/galleries/default/imports HTTP/1.1\r\nHost: localhost\r\n"
                + "Content-Type: application/json\r\nContent-Length: 9000\r\n\r\n{"), " ")).startsWith("HTTP/1.1 408");
        assertThat(drip(open("POST /api/v1/galleries/default/imports HTTP/1.1\r\nHost: localhost\r\n"
                + "Content-Type: image/tiff\r\nTransfer-Encoding: chunked\r\n\r\n"), "1\r\nx\r\n"))
                .startsWith("HTTP/1.1 408");
        assertThat(folder.resolve("data/uploads")).isEmptyDirectory();
    }

    @Test
    void noMoreBodiesAreReadThanThereArePlaces() throws Exception {
        List<Socket> holders = new ArrayList<>();
        for (int i = 0; i < PLACES; i++) {
            holders.add(open(LOCATE + "Content-Length: 100000\r\n\r\n" + PART));
        }
        await().untilAsserted(() -> {
            Api.Answer refused = api.postImage("/api/v1/locate", OperatedService.tile(2));
            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.headers().getFirst("Retry-After")).isEqualTo("2");
            assertThat(refused.detail()).contains("requests are being read already");
        });
        assertThat(api.get("/api/v1/galleries").status()).as("what has no body").isEqualTo(200);
        for (Socket holder : holders) {
            holder.close();
        }
        await().untilAsserted(AbuseTest::answersOthers);
    }

    @Test
    void aHugeBodyIsRefusedByItsLengthAndOneOfUnknownLengthWhereItIsTooLong() throws Exception {
        assertThat(answer(open(LOCATE + "Content-Length: 99999999999\r\n\r\n"))).startsWith("HTTP/1.1 413");
        assertThat(answer(open("POST /api/v1/galleries/default/imports HTTP/1.1\r\nHost: localhost\r\n"
                + "Content-Type: image/tiff\r\nContent-Length: 99999999999\r\n\r\n"))).startsWith("HTTP/1.1 413");
        String json = "POST /api/v1/admin/training-jobs HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n";
        String text = "{\"dataset\": \"" + "x".repeat(20_000) + "\"}";
        assertThat(answer(open(json + "Content-Length: " + text.length() + "\r\n\r\n" + text)))
                .startsWith("HTTP/1.1 413").contains("geofix.body.max-json");
        assertThat(answer(open(json + "Transfer-Encoding: chunked\r\n\r\n" + Integer.toHexString(text.length())
                + "\r\n" + text + "\r\n0\r\n\r\n"))).startsWith("HTTP/1.1 413");
    }

    @Test
    void aThousandIdleConnectionsAndHalfSentHeadersHoldNobodyUp() throws Exception {
        for (int i = 0; i < 1000; i++) {
            open(i % 2 == 0 ? "" : "POST /api/v1/locate HTTP/1.1\r\nHost: localhost\r\nX-Half");
        }
        answersOthers();
    }

    @Test
    void largePicturesSideBySideAreAnsweredOrSentAway() throws Exception {
        // Eight times as many pixels, all together, as there is room for.
        byte[] large = Pictures.png(Pictures.picture(3, 512));
        List<Future<Integer>> statuses = new ArrayList<>();
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 12; i++) {
                statuses.add(clients.submit(() -> api.postImage("/api/v1/locate", large).status()));
            }
        }
        List<Integer> seen = new ArrayList<>();
        for (Future<Integer> status : statuses) {
            seen.add(status.get());
        }
        assertThat(seen).contains(200).containsOnly(200, 503);
        answersOthers();
    }

    private static void answersOthers() {
        assertThat(api.postImage("/api/v1/locate", OperatedService.tile(1)).status()).isEqualTo(200);
    }

    private Socket open(String sent) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(),
                service.context().getEnvironment().getRequiredProperty("local.server.port", Integer.class));
        sockets.add(socket);
        socket.setSoTimeout(30_000);
        socket.getOutputStream().write(sent.getBytes(StandardCharsets.UTF_8));
        return socket;
    }

    /** A little now and then until the service has had enough. */
    private static String drip(Socket slow, String drop) throws Exception {
        for (int i = 0; i < 300 && slow.getInputStream().available() == 0; i++) {
            slow.getOutputStream().write(drop.getBytes(StandardCharsets.US_ASCII));
            Thread.sleep(100);
        }
        return answer(slow);
    }

    private static String answer(Socket socket) throws IOException {
        byte[] read = new byte[4096];
        int count = 0;
        for (int more = socket.getInputStream().read(read); more > 0
                && count < read.length; more = socket.getInputStream().read(read, count, read.length - count)) {
            count += more;
        }
        return new String(read, 0, count, StandardCharsets.UTF_8);
    }
}
