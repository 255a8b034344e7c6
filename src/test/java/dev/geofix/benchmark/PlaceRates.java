package dev.geofix.benchmark;

import dev.geofix.gallery.EmbeddedTile;
import dev.geofix.gallery.GalleryApp;
import dev.geofix.gallery.GalleryName;
import dev.geofix.gallery.GalleryStore;
import dev.geofix.gallery.Tile;
import dev.geofix.gallery.TileStore;
import dev.geofix.gallery.search.SearchRequest;
import dev.geofix.geo.BoundingBox;
import dev.geofix.inference.Descriptor;
import dev.geofix.platform.Quantiles;
import dev.geofix.testing.NamedModel;
import dev.geofix.testing.OpenSearchNodes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/** A gallery of several shards, searched with a circle of 5 km and without: milliseconds, and searches a second of several callers. */
final class PlaceRates {
    private static final GalleryName COUNTRY = new GalleryName("country");
    private static final int BATCH = 32;
    private static final int DIMENSION = 8192;
    private static final int CALLERS = 4;

    private PlaceRates() {}

    /** @param args tiles, shards, searches */
    public static void main(String[] args) throws Exception {
        int count = Integer.parseInt(args[0]);
        int searches = Integer.parseInt(args[2]);
        Path folder = Files.createTempDirectory("place-rates");
        try (OpenSearchNodes cluster = OpenSearchNodes.start(1);
                GalleryApp app = new GalleryApp(folder.resolve("data"), "--logging.level.root=warn",
                        "--geofix.store=opensearch", "--geofix.opensearch.replicas=0",
                        "--geofix.opensearch.shards=" + args[1], "--geofix.opensearch.urls=" + cluster.urls())) {
            GalleryStore store = app.bean(GalleryStore.class);
            store.put(COUNTRY, null, null, () -> new NamedModel(StoreRates.MODEL, DIMENSION));
            TileStore tiles = store.tiles(store.find(COUNTRY).orElseThrow());
            Random random = new Random(1);
            List<Tile> all = new ArrayList<>();
            long start = System.nanoTime();
            for (int from = 0; from < count; from += BATCH) {
                List<EmbeddedTile> batch = IntStream.range(from, Math.min(count, from + BATCH))
                        .mapToObj(i -> spread(StoreRates.tile(i, descriptor(random), random, 0, 100), random)).toList();
                batch.forEach(tile -> all.add(tile.tile()));
                tiles.put(StoreRates.MODEL, List.of(), batch);
            }
            System.out.printf(Locale.ROOT, "put %d tiles, %.0f a second%n", count, count / since(start));
            TileStore.View view = tiles.open();
            for (int round = 0; round < 3; round++) {
                for (boolean near : new boolean[]{false, true}) {
                    ask(view, all, searches, near);
                }
            }
            System.out.println(cluster.send("GET", "/_cat/shards/geofix-*?h=index,shard,docs,store", null));
        }
    }

    private static void ask(TileStore.View view, List<Tile> all, int searches, boolean near) throws Exception {
        Random random = new Random(2);
        List<SearchRequest> requests = IntStream.range(0, searches).mapToObj(i -> new SearchRequest(50, -1, null,
                near ? new SearchRequest.Near(all.get(random.nextInt(all.size())).center(), 5_000) : null)).toList();
        double[] millis = new double[searches];
        for (int i = 0; i < searches; i++) {
            long begun = System.nanoTime();
            view.search(List.of(descriptor(random)), requests.get(i));
            millis[i] = 1000 * since(begun);
        }
        long start = System.nanoTime();
        try (ExecutorService callers = Executors.newFixedThreadPool(CALLERS)) {
            List<Future<?>> running = new ArrayList<>();
            for (SearchRequest request : requests) {
                running.add(callers.submit(() -> view.search(List.of(descriptor(new Random())), request)));
            }
            for (Future<?> each : running) {
                each.get();
            }
        }
        System.out.printf(Locale.ROOT, "%s: p50 %.1f ms, p99 %.1f ms, mean %.1f ms; %d callers %.1f a second%n",
                near ? "within 5 km" : "anywhere", Quantiles.of(millis, 0.5), Quantiles.of(millis, 0.99),
                Arrays.stream(millis).average().orElse(0), CALLERS, searches / since(start));
    }

    /** Over 1.5 by 1.5 degrees, some 150 cells: a circle holds about a hundred of 20,000 tiles. */
    private static EmbeddedTile spread(EmbeddedTile tile, Random random) {
        double west = 8 + 1.5 * random.nextDouble();
        double south = 47 + 1.5 * random.nextDouble();
        BoundingBox bounds = new BoundingBox(west, south, west + 0.001, south + 0.001);
        Tile old = tile.tile();
        return new EmbeddedTile(new Tile(old.id(), bounds.center(), bounds, old.attributes(), old.contentHash()),
                tile.image(), tile.descriptor(), tile.model(), tile.features());
    }

    private static Descriptor descriptor(Random random) {
        float[] values = new float[DIMENSION];
        double squares = 0;
        for (int i = 0; i < DIMENSION; i++) {
            values[i] = (float) random.nextGaussian();
            squares += values[i] * values[i];
        }
        for (int i = 0; i < DIMENSION; i++) {
            values[i] /= (float) Math.sqrt(squares);
        }
        return new Descriptor(1, values);
    }

    private static double since(long start) {
        return (System.nanoTime() - start) / 1e9;
    }
}
