package dev.geofix.kill;

import static dev.geofix.testing.OperatedService.tile;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.geofix.testing.Api;
import dev.geofix.testing.GeofixProcess;
import dev.geofix.testing.OpenSearchNodes;
import dev.geofix.testing.PostgresServer;
import dev.geofix.testing.TinyModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.jspecify.annotations.Nullable;
import org.springframework.web.client.ResourceAccessException;
import tools.jackson.databind.JsonNode;

/**
 * Two instances that share everything are replaced one after the other while tiles are put, photos are asked for and an import runs. {@code -Dgeofix.before=JAR} names the version that
 * they are replaced from.
 */
@EnabledIfSystemProperty(named = "geofix.before", matches = ".+", disabledReason = "it needs -Dgeofix.before=JAR, the version before")
class RollingUpdateTest {
    private static final String BEFORE = System.getProperty("geofix.before");
    private static final String GALLERY = "/api/v1/galleries/town";
    private static final int IMPORTED = 120;
    private static final int FIRST_PUT = 10_000;
    private static final int OTHERS = 503;

    @TempDir
    private Path folder;
    private final AtomicInteger instances = new AtomicInteger();
    private final AtomicInteger next = new AtomicInteger(FIRST_PUT);
    private final AtomicInteger asked = new AtomicInteger();
    /** Those that a load balancer would ask. */
    private final List<Api> ready = new CopyOnWriteArrayList<>();
    private final Queue<Integer> acknowledged = new ConcurrentLinkedQueue<>();
    private final Queue<String> wrong = new ConcurrentLinkedQueue<>();
    private final AtomicInteger answered = new AtomicInteger();
    private final AtomicInteger turnedAway = new AtomicInteger();
    private volatile boolean isOver;

    @Test
    void nothingIsLostAndNoJobRunsTwice() throws Exception {
        try (OpenSearchNodes cluster = OpenSearchNodes.start(1)) {
            List<String> settings = List.of("--server.port=0", "--geofix.demo.enabled=false",
                    "--geofix.database=" + PostgresServer.common().newDatabase(),
                    "--geofix.shared=" + folder.resolve("shared"), "--geofix.store=opensearch",
                    "--geofix.opensearch.replicas=0", "--geofix.opensearch.urls=" + cluster.urls(),
                    "--geofix.gallery.import-batch=4", "--geofix.job.lease=10s");
            Path models = Files.createDirectories(folder.resolve("shared/models"));
            TinyModel.write(models.resolve("tiny-1"));
            Files.writeString(models.resolve("active"), "tiny-1");
            writeTiles(Files.createDirectories(folder.resolve("shared/imports/many")));
            List<GeofixProcess> running = new ArrayList<>();
            try {
                running.add(start(settings, BEFORE));
                running.add(start(settings, BEFORE));
                update(running, settings);
            } finally {
                running.forEach(GeofixProcess::close);
            }
        }
    }

    private void update(List<GeofixProcess> running, List<String> settings) throws Exception {
        assertThat(ready.getFirst().put(GALLERY).status()).isEqualTo(201);
        String job = String.valueOf(ready.getFirst().postJson(GALLERY + "/imports", Map.of("source", "many")).headers()
                .getLocation());
        List<Thread> clients = List.of(client(this::put), client(this::put), client(this::locate));
        for (int i = 0; i < 2; i++) {
            int before = acknowledged.size();
            await().until(() -> acknowledged.size() > before + 20);
            Api leaving = ready.removeFirst();
            running.get(i).terminate();
            assertThat(running.get(i).ended()).as(running.get(i).log()).isEqualTo(143);
            assertThat(ready).doesNotContain(leaving);
            running.add(start(settings, null));
        }
        int before = acknowledged.size();
        await().until(() -> acknowledged.size() > before + 20);
        isOver = true;
        for (Thread client : clients) {
            client.join();
        }
        Api api = ready.getFirst();
        await().atMost(Duration.ofMinutes(10)).until(() -> !api.get(job).body().path("state").asString("")
                .matches("QUEUED|RUNNING"));
        JsonNode end = api.get(job).body();
        System.out.printf("%d tiles acknowledged, %d photos answered, %d requests turned away%n", acknowledged.size(),
                answered.get(), turnedAway.get());
        assertThat(wrong).isEmpty();
        assertThat(end.path("state").asString()).as(end.path("message").asString()).isEqualTo("SUCCEEDED");
        assertThat(end.path("progress").path("done").asInt()).isEqualTo(IMPORTED);
        assertThat(answered.get()).isPositive();
        assertThat(acknowledged).allSatisfy(number -> assertThat(api.get(GALLERY + "/tiles/t-" + number).status())
                .as("tile %d", number).isEqualTo(200));
        assertThat(api.get(GALLERY).body().path("tiles").asInt()).as("those that were not acknowledged may be there")
                .isBetween(IMPORTED + acknowledged.size(), IMPORTED + acknowledged.size() + turnedAway.get());
    }

    /** @param jar of another version; none for this one */
    private GeofixProcess start(List<String> settings, @Nullable String jar) throws IOException, InterruptedException {
        int number = instances.incrementAndGet();
        List<String> words = new ArrayList<>(settings);
        words.add("--geofix.data=" + folder.resolve("own-" + number));
        Path log = folder.resolve(number + ".log");
        GeofixProcess process = jar == null
                ? GeofixProcess.start(log, words)
                : GeofixProcess.start(log, words, Path.of(jar));
        Api api = new Api(process.port());
        await().atMost(Duration.ofMinutes(2))
                .until(() -> api.get("/actuator/health/readiness").status() == 200);
        ready.add(api);
        return process;
    }

    private Thread client(Runnable request) {
        return Thread.ofVirtual().start(() -> {
            while (!isOver) {
                request.run();
            }
        });
    }

    private void put() {
        int number = next.getAndIncrement();
        Api.Answer answer = ask(api -> api.putForm(GALLERY + "/tiles/t-" + number, tile(number),
                Map.of("latitude", "52", "longitude", "4")));
        if (answer != null && answer.status() < 300) {
            acknowledged.add(number);
        }
    }

    private void locate() {
        Integer number = acknowledged.peek();
        Api.Answer answer = number == null
                ? null
                : ask(api -> api.postImage("/api/v1/locate?gallery=town", tile(number)));
        if (answer != null && answer.status() == 200) {
            answered.incrementAndGet();
            String best = answer.body().path("matches").path(0).path("tile").asString();
            if (!best.equals("t-" + number)) {
                wrong.add("tile " + number + " was taken for " + best);
            }
        }
    }

    /** As behind a load balancer: of one that is ready, and of another one when that has gone meanwhile. */
    private Api.Answer ask(Function<Api, Api.Answer> request) {
        List<Api> others = new ArrayList<>(ready);
        Collections.rotate(others, asked.getAndIncrement());
        for (Api api : others) {
            try {
                Api.Answer answer = request.apply(api);
                if (answer.status() < 300) {
                    return answer;
                }
                if (answer.status() != OTHERS) {
                    wrong.add(answer.status() + " " + answer.detail());
                }
            } catch (ResourceAccessException e) {
                // It has gone.
            }
        }
        turnedAway.incrementAndGet();
        return null;
    }

    private static void writeTiles(Path many) throws IOException {
        StringBuilder manifest = new StringBuilder("file,latitude,longitude\n");
        for (int i : IntStream.range(0, IMPORTED).toArray()) {
            Files.write(many.resolve(i + ".png"), tile(i));
            manifest.append(i).append(".png,52,4\n");
        }
        Files.writeString(many.resolve("manifest.csv"), manifest);
    }
}
