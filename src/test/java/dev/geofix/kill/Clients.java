package dev.geofix.kill;

import dev.geofix.testing.Api;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.web.client.RestClientException;

/** Clients that change a gallery until the service dies under them, and note what it acknowledged. */
final class Clients {
    static final String GALLERY = "/api/v1/galleries/town";
    private static final int WRITERS = 2;
    private static final int TILES_EACH = 60;
    private static final int IMPORTED = 40;

    private final Api api;
    private final Path data;
    private final Ledger ledger;
    private final Counts counts;
    private final long seed;
    private final int round;
    private final AtomicInteger pictures;

    /** @param pictures the next one that no tile has had */
    Clients(Api api, Path data, Ledger ledger, Counts counts, AtomicInteger pictures, long seed, int round) {
        this.api = api;
        this.data = data;
        this.ledger = ledger;
        this.counts = counts;
        this.pictures = pictures;
        this.seed = seed;
        this.round = round;
    }

    List<Thread> start() {
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < WRITERS; i++) {
            int writer = i;
            threads.add(untilTheEnd("writer-" + i,
                    random -> write("w" + writer + "-" + random.nextInt(TILES_EACH), random)));
        }
        // Jobs run one after the other, so a reindex has more of a round without imports.
        if (round % 3 != 1) {
            threads.add(untilTheEnd("importer", this::importTiles));
        }
        if (round % 3 != 0) {
            threads.add(untilTheEnd("reindexer", this::reindex));
        }
        return threads;
    }

    private Thread untilTheEnd(String name, Step step) {
        Random random = new Random(seed ^ name.hashCode());
        return Thread.ofPlatform().name(name).start(() -> {
            try {
                while (!Thread.currentThread().isInterrupted()) {
                    step.run(random);
                }
            } catch (RestClientException | InterruptedException e) {
                // the service has been killed
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private void write(String tile, Random random) throws InterruptedException {
        Set<Integer> before = ledger.possible(tile);
        if (random.nextInt(3) == 0) {
            ledger.begin(tile, Ledger.ABSENT);
            int status = api.delete(GALLERY + "/tiles/" + tile).status();
            if (status == 204 || status == 404) {
                ledger.acknowledged(tile, Ledger.ABSENT);
                counts.deleted(status == 204);
            } else {
                refused(tile, before, status);
            }
            return;
        }
        int picture = pictures.getAndIncrement();
        ledger.begin(tile, picture);
        int status = api.putForm(GALLERY + "/tiles/" + tile, Shots.png(picture),
                Map.of("latitude", "52." + picture, "longitude", "4")).status();
        if (status == 200 || status == 201) {
            ledger.acknowledged(tile, picture);
            counts.put();
        } else {
            refused(tile, before, status);
        }
    }

    private void refused(String tile, Set<Integer> before, int status) throws InterruptedException {
        if (status != 409 && status != 503) {
            throw new IllegalStateException("a change of " + tile + " was answered with " + status);
        }
        ledger.refused(tile, before);
        Thread.sleep(50);
    }

    /** The same tiles each time with other pictures; imports run one after the other, so the last one accepted counts. */
    private void importTiles(Random random) throws IOException, InterruptedException {
        int first = pictures.getAndAdd(IMPORTED);
        Map<String, byte[]> files = new LinkedHashMap<>();
        StringBuilder manifest = new StringBuilder("file,tile,latitude,longitude\n");
        for (int i = 0; i < IMPORTED; i++) {
            files.put(i + ".png", Shots.png(first + i));
            manifest.append("%d.png,i-%d,52,4%n".formatted(i, i));
        }
        files.put("manifest.csv", manifest.toString().getBytes(StandardCharsets.UTF_8));
        for (int i = 0; i < IMPORTED; i++) {
            ledger.begin("i-" + i, first + i);
        }
        Delivery delivery = Delivery.values()[random.nextInt(Delivery.values().length)];
        Api.Answer answer = delivery.send(api, data.resolve("imports"), "from-" + first, files);
        if (answer.status() == 202) {
            counts.imported(delivery);
            String job = String.valueOf(answer.headers().getLocation());
            ledger.accepted(job, () -> {
                for (int i = 0; i < IMPORTED; i++) {
                    ledger.acknowledged("i-" + i, first + i);
                }
            });
            ledger.ended(job, waitFor(job));
        } else {
            // A conflict: the pictures before stay, and that the new ones are thought possible costs only sharpness.
            Thread.sleep(50);
        }
    }

    private void reindex(Random random) throws InterruptedException {
        String model = api.get(GALLERY).body().path("model").asString("").equals("tiny-1") ? "tiny-2" : "tiny-1";
        api.post("/api/v1/models/" + model + "/activate");
        Api.Answer answer = api.post(GALLERY + "/reindex");
        if (answer.status() == 202) {
            counts.reindexed();
            waitFor(String.valueOf(answer.headers().getLocation()));
        }
        Thread.sleep(random.nextInt(200));
    }

    /** @return the state in which the job has ended */
    private String waitFor(String job) throws InterruptedException {
        while (true) {
            String state = api.get(job).body().path("state").asString("");
            if (state.matches("SUCCEEDED|FAILED|CANCELLED")) {
                return state;
            }
            Thread.sleep(20);
        }
    }

    private interface Step {
        void run(Random random) throws IOException, InterruptedException;
    }
}
