package dev.geofix.benchmark;

import dev.geofix.backup.CopyToClusterCommand;
import dev.geofix.gallery.EmbeddedTile;
import dev.geofix.gallery.GalleryApp;
import dev.geofix.gallery.GalleryName;
import dev.geofix.gallery.GalleryStore;
import dev.geofix.gallery.TileStore;
import dev.geofix.inference.Descriptor;
import dev.geofix.testing.NamedModel;
import dev.geofix.testing.OpenSearchNodes;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;
import picocli.CommandLine;

/** A gallery of made-up tiles, copied into OpenSearch twice: tiles a second when all is to be copied, and when nothing is. */
final class CopyRates {
    private static final GalleryName TOWN = new GalleryName("town");
    private static final int BATCH = 100;
    private static final int DIMENSION = 8192;

    private CopyRates() {}

    /** @param args how many tiles */
    public static void main(String[] args) throws Exception {
        int count = Integer.parseInt(args[0]);
        Path folder = Files.createTempDirectory("copy-rates");
        try (GalleryApp app = new GalleryApp(folder.resolve("data"), "--logging.level.root=warn")) {
            GalleryStore store = app.bean(GalleryStore.class);
            store.put(TOWN, null, null, () -> new NamedModel(StoreRates.MODEL, DIMENSION));
            TileStore tiles = store.tiles(store.find(TOWN).orElseThrow());
            Random random = new Random(1);
            for (int from = 0; from < count; from += BATCH) {
                List<EmbeddedTile> batch = IntStream.range(from, Math.min(count, from + BATCH))
                        .mapToObj(i -> StoreRates.tile(i, descriptor(random), random, 600, 30_000)).toList();
                tiles.put(StoreRates.MODEL, List.of(), batch);
            }
        }
        try (OpenSearchNodes nodes = OpenSearchNodes.start(1)) {
            for (String run : List.of("all is new", "nothing is new")) {
                long start = System.nanoTime();
                new CommandLine(new CopyToClusterCommand()).setOut(new PrintWriter(System.out)).execute("--data",
                        folder.resolve("data").toString(), "--geofix.opensearch.replicas=0",
                        "--geofix.opensearch.urls=" + nodes.urls());
                System.out.printf(Locale.ROOT, "%s: %.0f tiles/s with the comparison at the end%n", run,
                        count / ((System.nanoTime() - start) / 1e9));
            }
        }
    }

    private static Descriptor descriptor(Random random) {
        float[] values = new float[DIMENSION];
        double squares = 0;
        for (int i = 0; i < DIMENSION; i++) {
            values[i] = (float) random.nextGaussian();
            squares += (double) values[i] * values[i];
        }
        for (int i = 0; i < DIMENSION; i++) {
            values[i] /= (float) Math.sqrt(squares);
        }
        return new Descriptor(16, values);
    }
}
