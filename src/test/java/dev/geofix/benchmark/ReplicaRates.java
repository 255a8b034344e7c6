package dev.geofix.benchmark;

import dev.geofix.gallery.GalleryApp;
import dev.geofix.gallery.GalleryName;
import dev.geofix.inference.ModelVersion;
import dev.geofix.ingest.ImportService;
import dev.geofix.ingest.source.SourceOptions;
import dev.geofix.jobs.Job;
import dev.geofix.jobs.JobService;
import dev.geofix.jobs.JobState;
import dev.geofix.platform.ServiceKey;
import dev.geofix.testing.GeofixProcess;
import dev.geofix.testing.OpenSearchNodes;
import dev.geofix.testing.PostgresServer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;

/**
 * Photos a second of one instance and of two that share a PostgreSQL, an OpenSearch and a folder, in turns. Each has one engine thread and, where there is taskset, one core of its own, on which the
 * two servers run too. The second one sleeps (SIGSTOP) while the first is measured alone.
 */
final class ReplicaRates {
    private static final GalleryName GALLERY = new GalleryName("measured");
    /** Asked for at once of each instance: one is worked on while the other is sent. */
    private static final int WIDTH = 2;

    private ReplicaRates() {}

    /** @param args source of a gallery, which is no archive; folder of photos; how many to ask each instance for; rounds */
    public static void main(String[] args) throws Exception {
        Path source = Path.of(args[0]).toRealPath();
        Path photos = Path.of(args[1]);
        int count = args.length > 2 ? Integer.parseInt(args[2]) : 60;
        int rounds = args.length > 3 ? Integer.parseInt(args[3]) : 5;
        Path folder = Files.createTempDirectory("replica-rates");
        try (PostgresServer postgres = PostgresServer.create(); OpenSearchNodes cluster = OpenSearchNodes.start(1)) {
            List<String> settings = List.of("--geofix.shared=" + folder.resolve("shared"),
                    "--geofix.database=" + postgres.newDatabase(), "--geofix.store=opensearch",
                    "--geofix.opensearch.replicas=0", "--geofix.opensearch.urls=" + cluster.urls(),
                    "--geofix.gallery.import-roots=" + source.getParent(), "--geofix.demo.enabled=false");
            try (GalleryApp asker = new GalleryApp(folder.resolve("asker"), settings.toArray(String[]::new))) {
                fill(asker, source);
            }
            try (GeofixProcess first = service(folder, settings, 0);
                    GeofixProcess second = service(folder, settings, 1);
                    PhotoClient one = client(first, photos);
                    PhotoClient two = client(second, photos)) {
                measure(second, one, two, count, rounds);
            }
        }
    }

    private static void fill(GalleryApp asker, Path source) throws Exception {
        ModelVersion version = new ModelVersion("measured");
        asker.models().install(version, Path.of("target/classes/demo/model"));
        asker.models().activate(version);
        asker.galleries().create(GALLERY, null);
        JobService jobs = asker.bean(JobService.class);
        Job job = asker.bean(ImportService.class).start(GALLERY, SourceOptions.of(source.toString()));
        while (!job.state().isTerminal()) {
            Thread.sleep(200);
            job = jobs.get(job.id());
        }
        if (job.state() != JobState.SUCCEEDED) {
            throw new IllegalStateException(job.message());
        }
        System.out.println(asker.galleries().get(GALLERY).tiles() + " tiles");
    }

    private static GeofixProcess service(Path folder, List<String> settings, int core) throws IOException {
        List<String> words = new ArrayList<>(List.of("--server.port=0", "--geofix.data=" + folder.resolve("s" + core)));
        words.addAll(settings);
        return GeofixProcess.start(folder.resolve("s" + core + ".log"), words, core);
    }

    private static PhotoClient client(GeofixProcess service, Path photos) throws Exception {
        return new PhotoClient(URI.create("http://localhost:" + service.port() + "/api/v1/locate?gallery=" + GALLERY),
                new ServiceKey(), photos);
    }

    private static void measure(GeofixProcess second, PhotoClient one, PhotoClient two, int count, int rounds)
            throws Exception {
        PhotoLoad.closed(one, WIDTH, count);
        PhotoLoad.closed(two, WIDTH, count);
        System.out.println("| round | one instance, photos/s | two | ratio |");
        System.out.println("|---|---|---|---|");
        double[] ratios = new double[rounds];
        for (int round = 0; round < rounds; round++) {
            second.signal("STOP");
            double alone = rate(PhotoLoad.closed(one, WIDTH, count), count);
            second.signal("CONT");
            CompletableFuture<Double> other = CompletableFuture.supplyAsync(() -> {
                try {
                    return rate(PhotoLoad.closed(two, WIDTH, count), count);
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            });
            double both = rate(PhotoLoad.closed(one, WIDTH, count), count) + other.join();
            ratios[round] = both / alone;
            System.out.printf(Locale.ROOT, "| %d | %.2f | %.2f | %.2f |%n", round + 1, alone, both, ratios[round]);
        }
        Arrays.sort(ratios);
        System.out.printf(Locale.ROOT, "median ratio %.2f (%.2f to %.2f)%n", ratios[rounds / 2], ratios[0],
                ratios[rounds - 1]);
    }

    private static double rate(PhotoLoad load, int count) {
        if (load.served() != count) {
            throw new IllegalStateException(load.served() + " of " + count + " were answered");
        }
        return load.servedPerSecond();
    }
}
