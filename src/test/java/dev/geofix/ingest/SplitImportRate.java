package dev.geofix.ingest;

import dev.geofix.gallery.GalleryApp;
import dev.geofix.gallery.GalleryName;
import dev.geofix.inference.ModelVersion;
import dev.geofix.ingest.source.SourceOptions;
import dev.geofix.jobs.Job;
import dev.geofix.jobs.JobService;
import dev.geofix.jobs.JobState;
import dev.geofix.testing.GeofixProcess;
import dev.geofix.testing.OpenSearchNodes;
import dev.geofix.testing.PostgresServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * The same import by one worker and by two, in turns: processes of the command {@code work}, each with one engine thread and, where there is taskset, one core of its own. The second worker sleeps (SIGSTOP)
 * while the first is measured alone.
 */
final class SplitImportRate {
    private static final int WARM_ROUNDS = 2;

    private SplitImportRate() {}

    /** @param args source, which is no archive; rounds; whether with local features; folder of another model than the demo's */
    public static void main(String[] args) throws Exception {
        Path source = Path.of(args[0]).toRealPath();
        int rounds = args.length > 1 ? Integer.parseInt(args[1]) : 5;
        Path model = Path.of(args.length > 3 ? args[3] : "target/classes/demo/model");
        boolean isWithFeatures = args.length > 2 && Boolean.parseBoolean(args[2]);
        Path folder = Files.createTempDirectory("split-import-rate");
        try (PostgresServer postgres = PostgresServer.create(); OpenSearchNodes cluster = OpenSearchNodes.start(1)) {
            List<String> settings = List.of("--geofix.shared=" + folder.resolve("shared"),
                    "--geofix.database=" + postgres.newDatabase(), "--geofix.store=opensearch",
                    "--geofix.opensearch.replicas=0", "--geofix.opensearch.urls=" + cluster.urls(),
                    "--geofix.gallery.import-shard-tiles=100",
                    "--geofix.gallery.import-roots=" + source.getParent(), "--logging.level.root=warn");
            List<String> own = new ArrayList<>(settings);
            own.add("--geofix.job.kinds=import");
            try (GalleryApp asker = new GalleryApp(folder.resolve("asker"), own.toArray(String[]::new))) {
                ModelVersion version = new ModelVersion("measured");
                asker.models().install(version, model);
                asker.models().activate(version);
                try (GeofixProcess first = worker(folder, settings, 0);
                        GeofixProcess second = worker(folder, settings, 1)) {
                    measure(asker, source, isWithFeatures, second, rounds);
                }
            }
        }
    }

    private static GeofixProcess worker(Path folder, List<String> settings, int core) throws IOException {
        List<String> words = new ArrayList<>(
                List.of("work", "--idle", "30m", "--geofix.data=" + folder.resolve("w" + core)));
        words.addAll(settings);
        return GeofixProcess.start(folder.resolve("w" + core + ".log"), words, core);
    }

    private static void measure(GalleryApp asker, Path source, boolean isWithFeatures, GeofixProcess second,
            int rounds) throws Exception {
        for (int i = 0; i < WARM_ROUNDS; i++) {
            rate(asker, source, isWithFeatures, "warm-" + i);
        }
        System.out.println("| round | one worker, tiles/s | two | ratio |");
        System.out.println("|---|---|---|---|");
        double[] ratios = new double[rounds];
        for (int round = 0; round < rounds; round++) {
            second.signal("STOP");
            double one = rate(asker, source, isWithFeatures, "one-" + round);
            second.signal("CONT");
            double two = rate(asker, source, isWithFeatures, "two-" + round);
            ratios[round] = two / one;
            System.out.printf(Locale.ROOT, "| %d | %.1f | %.1f | %.2f |%n", round + 1, one, two, ratios[round]);
        }
        Arrays.sort(ratios);
        System.out.printf(Locale.ROOT, "median ratio %.2f (%.2f to %.2f)%n", ratios[rounds / 2], ratios[0],
                ratios[rounds - 1]);
    }

    /** From the start of the import to its end. */
    private static double rate(GalleryApp asker, Path source, boolean isWithFeatures, String name)
            throws InterruptedException {
        GalleryName gallery = new GalleryName(name);
        asker.galleries().create(gallery, null, isWithFeatures);
        JobService jobs = asker.bean(JobService.class);
        Job job = asker.bean(ImportService.class).start(gallery, SourceOptions.of(source.toString()));
        while (!job.state().isTerminal()) {
            Thread.sleep(50);
            job = jobs.get(job.id());
        }
        if (job.state() != JobState.SUCCEEDED || job.started() == null || job.ended() == null) {
            throw new IllegalStateException(job.message());
        }
        long tiles = asker.galleries().get(gallery).tiles();
        asker.galleries().delete(gallery);
        return tiles / (Duration.between(job.started(), job.ended()).toMillis() / 1e3);
    }
}
