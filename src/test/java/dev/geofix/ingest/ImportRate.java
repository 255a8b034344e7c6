package dev.geofix.ingest;

import com.sun.management.OperatingSystemMXBean;
import dev.geofix.gallery.GalleryApp;
import dev.geofix.gallery.GalleryName;
import dev.geofix.gallery.GalleryService;
import dev.geofix.gallery.NewTile;
import dev.geofix.imaging.ImageDecoder;
import dev.geofix.imaging.ImageLimits;
import dev.geofix.imaging.Resize;
import dev.geofix.imaging.RgbImage;
import dev.geofix.inference.Encoder;
import dev.geofix.inference.ModelRegistry;
import dev.geofix.inference.ModelVersion;
import dev.geofix.inference.View;
import dev.geofix.ingest.source.SourceOptions;
import dev.geofix.ingest.source.TileSource;
import dev.geofix.jobs.Job;
import dev.geofix.jobs.JobService;
import dev.geofix.jobs.JobState;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * What imports lose to everything but the network: the same tiles are embedded as ready pictures, by as many threads as an import uses, and
 * imported as a job, in turns in one process, so that a busy machine slows both alike.
 */
final class ImportRate {
    private static final int BATCH = 32;
    private static final int THREADS = 2;

    /** Seconds on the clock and of all cores. */
    private record Clock(double seconds, double cores) {
        static Clock now() {
            return new Clock(System.nanoTime() / 1e9,
                    ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime() / 1e9);
        }

        Turn since(Clock start, long tiles) {
            return new Turn(tiles / (seconds - start.seconds), 1000 * (cores - start.cores) / tiles);
        }
    }

    /** @param rate tiles a second */
    private record Turn(double rate, double coreMillis) {}

    private ImportRate() {}

    /** @param args source, rounds, folder of another model than the demo's, rounds before that do not count since code is not compiled yet */
    public static void main(String[] args) throws Exception {
        Path source = Path.of(args[0]).toRealPath();
        int rounds = args.length > 1 ? Integer.parseInt(args[1]) : 5;
        Path model = Path.of(args.length > 2 ? args[2] : "target/classes/demo/model");
        int warmRounds = args.length > 3 ? Integer.parseInt(args[3]) : 3;
        Path folder = Files.createTempDirectory("import-rate");
        try (ConfigurableApplicationContext app = new SpringApplicationBuilder(GalleryApp.Modules.class).run(
                "--geofix.data=" + folder.resolve("data"), "--server.port=0", "--logging.level.root=warn",
                "--management.endpoint.health.validate-group-membership=false",
                "--geofix.gallery.import-batch=" + BATCH, "--geofix.gallery.import-roots=" + source.getParent())) {
            ModelRegistry models = app.getBean(ModelRegistry.class);
            ModelVersion version = new ModelVersion("measured");
            models.install(version, model);
            models.activate(version);
            Encoder encoder = models.active();
            List<RgbImage> pictures = pictures(source, encoder.inputSize());
            for (int i = 0; i < warmRounds; i++) {
                bare(encoder, pictures);
                imported(app, source, "warm");
            }
            double[] lost = new double[rounds];
            double[] work = new double[rounds];
            System.out.printf("%d tiles, network %d px, %d cores%n", pictures.size(), encoder.inputSize(),
                    Runtime.getRuntime().availableProcessors());
            System.out.println(
                    "| round | bare network, tiles/s | import, tiles/s | lost | core ms a tile, bare | import |");
            System.out.println("|---|---|---|---|---|---|");
            for (int round = 0; round < rounds; round++) {
                Turn bare = bare(encoder, pictures);
                Turn whole = imported(app, source, "round-" + round);
                lost[round] = 1 - whole.rate() / bare.rate();
                work[round] = 1 - bare.coreMillis() / whole.coreMillis();
                System.out.printf("| %d | %.1f | %.1f | %.1f %% | %.1f | %.1f |%n", round + 1, bare.rate(),
                        whole.rate(), 100 * lost[round], bare.coreMillis(), whole.coreMillis());
            }
            Arrays.sort(lost);
            Arrays.sort(work);
            System.out.printf("median lost: %.1f %% of the rate; %.1f %% of the cores' work is not the network's%n",
                    100 * lost[rounds / 2], 100 * work[rounds / 2]);
        }
    }

    private static List<RgbImage> pictures(Path source, int side) throws IOException {
        ImageDecoder decoder = new ImageDecoder(ImageLimits.DEFAULT);
        List<RgbImage> pictures = new ArrayList<>();
        try (TileSource tiles = Sources.open(source, SourceOptions.NONE, ImageLimits.DEFAULT.maxBytes())) {
            tiles.read(new TileSource.Sink() {
                @Override
                public void tile(String item, NewTile tile) {
                    pictures.add(Resize.bicubic(decoder.decode(tile.image()), side, side));
                }

                @Override
                public void refuse(String item, String reason) {}
            });
        }
        return pictures;
    }

    private static Turn bare(Encoder encoder, List<RgbImage> pictures) throws Exception {
        Clock start = Clock.now();
        try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
            List<Future<?>> batches = new ArrayList<>();
            for (int from = 0; from < pictures.size(); from += BATCH) {
                List<RgbImage> batch = pictures.subList(from, Math.min(pictures.size(), from + BATCH));
                batches.add(threads.submit(() -> encoder.embedAll(batch, View.SATELLITE)));
            }
            for (Future<?> batch : batches) {
                batch.get();
            }
        }
        return Clock.now().since(start, pictures.size());
    }

    /** From the request to the job's end: reading, hashing, decoding, embedding, thumbnails, commits and the index. */
    private static Turn imported(ConfigurableApplicationContext app, Path source, String name) throws Exception {
        GalleryName gallery = new GalleryName(name);
        GalleryService galleries = app.getBean(GalleryService.class);
        galleries.create(gallery, null);
        JobService jobs = app.getBean(JobService.class);
        Clock start = Clock.now();
        Job job = app.getBean(ImportService.class).start(gallery, SourceOptions.of(source.toString()));
        while (!job.state().isTerminal()) {
            Thread.sleep(50);
            job = jobs.get(job.id());
        }
        Clock end = Clock.now();
        if (job.state() != JobState.SUCCEEDED) {
            throw new IllegalStateException(job.message());
        }
        long tiles = galleries.get(gallery).tiles();
        galleries.delete(gallery);
        return end.since(start, tiles);
    }
}
