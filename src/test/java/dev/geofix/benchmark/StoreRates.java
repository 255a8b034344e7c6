package dev.geofix.benchmark;

import dev.geofix.gallery.ContentHash;
import dev.geofix.gallery.EmbeddedTile;
import dev.geofix.gallery.GalleryApp;
import dev.geofix.gallery.GalleryName;
import dev.geofix.gallery.GalleryStore;
import dev.geofix.gallery.StoredGallery;
import dev.geofix.gallery.Tile;
import dev.geofix.gallery.TileId;
import dev.geofix.gallery.TileMatch;
import dev.geofix.gallery.TileStore;
import dev.geofix.gallery.search.SearchRequest;
import dev.geofix.geo.BoundingBox;
import dev.geofix.inference.Descriptor;
import dev.geofix.inference.ModelVersion;
import dev.geofix.platform.NpyFile;
import dev.geofix.platform.Quantiles;
import dev.geofix.testing.NamedModel;
import dev.geofix.testing.OpenSearchNodes;
import dev.geofix.verification.LocalFeatures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The same tiles put into each store and asked for: tiles a second, bytes a tile, recall against the exact order, milliseconds a search. */
final class StoreRates {
    static final ModelVersion MODEL = new ModelVersion("measured");
    private static final GalleryName TOWN = new GalleryName("town");
    private static final int BATCH = 32;
    private static final int PICTURE_BYTES = 30_000;
    private static final int KEYPOINTS = 600;

    private StoreRates() {}

    /** @param args matrix of real descriptors; how many to grow from them; queries; embedded or opensearch; keypoints and bytes of a picture */
    public static void main(String[] args) throws Exception {
        GrownVectors grown = new GrownVectors(NpyFile.read(Path.of(args[0])), 1);
        int count = Integer.parseInt(args[1]);
        int queries = Integer.parseInt(args[2]);
        int keypoints = args.length > 4 ? Integer.parseInt(args[4]) : KEYPOINTS;
        int picture = args.length > 5 ? Integer.parseInt(args[5]) : PICTURE_BYTES;
        Path folder = Files.createTempDirectory("store-rates");
        if (args[3].equals("embedded")) {
            try (GalleryApp app = new GalleryApp(folder.resolve("data"), "--logging.level.root=warn")) {
                run(app, grown, count, queries, keypoints, picture);
                System.out.printf(Locale.ROOT, "bytes a tile: %d%n", bytes(folder.resolve("data")) / count);
            }
        } else {
            try (OpenSearchNodes cluster = OpenSearchNodes.start(1);
                    GalleryApp app = new GalleryApp(folder.resolve("data"), "--logging.level.root=warn",
                            "--geofix.store=opensearch", "--geofix.opensearch.replicas=0",
                            "--geofix.opensearch.urls=" + cluster.urls())) {
                run(app, grown, count, queries, keypoints, picture);
                cluster.send("POST", "/_flush", null);
                System.out.println(cluster.send("GET", "/_cat/indices?v&bytes=b", null));
                System.out.println(cluster.send("GET", "/_cat/segments?h=index,docs.count,size", null));
                long start = System.nanoTime();
                cluster.send("POST", "/geofix-*/_forcemerge?max_num_segments=1&wait_for_completion=true", null);
                System.out.printf(Locale.ROOT, "merged to one segment in %.1f s%n", since(start));
                ask(app, grown, count, queries);
                System.out.println(cluster.send("GET", "/_cat/indices?v&bytes=b", null));
            }
        }
    }

    private static void run(GalleryApp app, GrownVectors grown, int count, int queries, int keypoints, int picture) {
        GalleryStore store = app.bean(GalleryStore.class);
        store.put(TOWN, null, null, () -> new NamedModel(MODEL, grown.dimension()));
        TileStore tiles = store.tiles(store.find(TOWN).orElseThrow());
        Random random = new Random(1);
        long start = System.nanoTime();
        double[] batches = new double[(count + BATCH - 1) / BATCH];
        for (int from = 0; from < count; from += BATCH) {
            List<EmbeddedTile> batch = IntStream.range(from, Math.min(count, from + BATCH))
                    .mapToObj(i -> tile(i, new Descriptor(1, grown.vector(i)), random, keypoints, picture)).toList();
            long begun = System.nanoTime();
            tiles.put(MODEL, List.of(), batch);
            batches[from / BATCH] = since(begun);
        }
        System.out.printf(Locale.ROOT,
                "put %d tiles in %.1f s: %.0f a second; a batch of %d p50 %.0f ms, p99 %.0f ms%n",
                count, since(start), count / Arrays.stream(batches).sum(), BATCH, 1000 * Quantiles.of(batches, 0.5),
                1000 * Quantiles.of(batches, 0.99));
        ask(app, grown, count, queries);
    }

    private static void ask(GalleryApp app, GrownVectors grown, int count, int queries) {
        GalleryStore store = app.bean(GalleryStore.class);
        StoredGallery stored = store.find(TOWN).orElseThrow();
        TileStore.View view = store.tiles(stored).open();
        float[][] asked = IntStream.range(0, queries).mapToObj(i -> grown.query(i, count)).toArray(float[][]::new);
        ExactNeighbours truth = new ExactNeighbours(asked, 50);
        for (int i = 0; i < count; i++) {
            truth.see(i, grown.vector(i));
        }
        for (int warm = 0; warm < 2; warm++) {
            for (int top : new int[]{10, 50}) {
                double[] millis = new double[queries];
                long found = 0;
                for (int q = 0; q < queries; q++) {
                    long begun = System.nanoTime();
                    List<TileMatch> matches = view.search(List.of(new Descriptor(1, asked[q])), SearchRequest.top(top))
                            .getFirst();
                    millis[q] = 1000 * since(begun);
                    Set<Integer> exact = new HashSet<>();
                    int[] nearest = truth.nearest(q);
                    for (int i = 0; i < top; i++) {
                        exact.add(nearest[i]);
                    }
                    found += matches.stream()
                            .filter(match -> exact.contains(Integer.parseInt(match.tile().id().value().substring(2))))
                            .count();
                }
                System.out.printf(Locale.ROOT, "top %d: recall %.4f, p50 %.1f ms, p99 %.1f ms%n", top,
                        (double) found / top / queries, Quantiles.of(millis, 0.5), Quantiles.of(millis, 0.99));
            }
        }
    }

    static EmbeddedTile tile(int number, Descriptor descriptor, Random random, int keypoints, int picture) {
        byte[] image = new byte[picture];
        random.nextBytes(image);
        byte[] descriptors = new byte[keypoints * LocalFeatures.DIMENSION];
        random.nextBytes(descriptors);
        double west = 8 + number % 200 * 0.001;
        double south = 47 + number / 200 * 0.001;
        BoundingBox bounds = new BoundingBox(west, south, west + 0.001, south + 0.001);
        return new EmbeddedTile(
                new Tile(new TileId("t-" + number), bounds.center(), bounds, Map.of("row", number / 200),
                        ContentHash.of(image)),
                new Tile.Image("image/jpeg", image), descriptor, MODEL,
                keypoints == 0
                        ? null
                        : new LocalFeatures(512, 512, new short[keypoints], new short[keypoints], descriptors));
    }

    private static long bytes(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> all = new ArrayList<>(files.filter(Files::isRegularFile).toList());
            all.removeIf(file -> file.toString().contains("models"));
            return all.stream().mapToLong(file -> file.toFile().length()).sum();
        }
    }

    private static double since(long start) {
        return (System.nanoTime() - start) / 1e9;
    }
}
