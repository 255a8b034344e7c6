package dev.geofix.gallery.opensearch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.geofix.gallery.GalleryApp;
import dev.geofix.gallery.GalleryName;
import dev.geofix.gallery.GalleryReader;
import dev.geofix.gallery.NewTile;
import dev.geofix.gallery.Pictures;
import dev.geofix.gallery.TestQueries;
import dev.geofix.gallery.TileId;
import dev.geofix.gallery.search.SearchRequest;
import dev.geofix.geo.GeoPoint;
import dev.geofix.platform.UnavailableException;
import dev.geofix.testing.OpenSearchNodes;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Two nodes hold every tile; one is killed in the middle of searches and imports. */
class LostNodeTest {
    private static final Logger log = LoggerFactory.getLogger(LostNodeTest.class);
    private static final GalleryName TOWN = new GalleryName("town");

    @TempDir
    Path folder;

    private final Set<TileId> acknowledged = ConcurrentHashMap.newKeySet();
    private final AtomicInteger searches = new AtomicInteger();
    private final AtomicInteger failedSearches = new AtomicInteger();
    private final AtomicInteger failedPuts = new AtomicInteger();
    private final AtomicInteger wrong = new AtomicInteger();
    private final AtomicBoolean stop = new AtomicBoolean();

    @Test
    void nothingAcknowledgedIsLostWithANode() throws Exception {
        try (OpenSearchNodes cluster = OpenSearchNodes.start(2);
                GalleryApp app = new GalleryApp(folder.resolve("data"), "--geofix.store=opensearch",
                        "--geofix.opensearch.urls=" + cluster.urls())) {
            app.galleries().create(TOWN, null);
            put(app, 0);
            awaitGreen(cluster);
            Thread writer = Thread.ofVirtual().start(() -> {
                for (int i = 1; !stop.get(); i++) {
                    put(app, i);
                }
            });
            Thread reader = Thread.ofVirtual().start(() -> {
                while (!stop.get()) {
                    search(app);
                }
            });
            await().atMost(Duration.ofSeconds(180)).until(() -> acknowledged.size() > 40 && searches.get() > 10);
            int before = acknowledged.size();
            cluster.kill(1);
            long killed = System.nanoTime();
            await().atMost(Duration.ofSeconds(180)).until(() -> acknowledged.size() > before + 40);
            double going = (System.nanoTime() - killed) / 1e9;
            long started = System.nanoTime();
            cluster.run(1);
            awaitGreen(cluster);
            double green = (System.nanoTime() - started) / 1e9;
            stop.set(true);
            writer.join();
            reader.join();
            GalleryReader open = app.galleries().open(TOWN);
            Set<TileId> found = Set.copyOf(open.search(TestQueries.of(open, 0), SearchRequest.top(1000)).stream()
                    .map(match -> match.tile().id()).toList());
            log.info(
                    "acknowledged {}, found {}; searches {}, of which failed {}, wrong {}; batches failed {}; 40 tiles more after {} s; green {} s after the node's start",
                    acknowledged.size(), found.size(), searches, failedSearches, wrong, failedPuts, going, green);
            assertThat(found).containsAll(acknowledged);
            assertThat(wrong).hasValue(0);
            assertThat(failedSearches.get()).isLessThan(searches.get() / 2);
        }
    }

    private static void awaitGreen(OpenSearchNodes cluster) {
        await().atMost(Duration.ofSeconds(180)).until(() -> {
            String health = cluster.health();
            return health.contains("\"status\":\"green\"") && health.contains("\"number_of_nodes\":2");
        });
    }

    private void put(GalleryApp app, int batch) {
        List<NewTile> tiles = List.of(tile(2 * batch), tile(2 * batch + 1));
        try {
            app.galleries().put(TOWN, tiles);
            tiles.forEach(tile -> acknowledged.add(tile.id()));
        } catch (UnavailableException e) {
            failedPuts.incrementAndGet();
        }
    }

    private void search(GalleryApp app) {
        searches.incrementAndGet();
        try {
            GalleryReader open = app.galleries().open(TOWN);
            if (!open.search(TestQueries.of(open, 0), SearchRequest.top(1)).getFirst().tile().id()
                    .equals(new TileId("t-0"))) {
                wrong.incrementAndGet();
            }
        } catch (UnavailableException e) {
            failedSearches.incrementAndGet();
        }
    }

    private static NewTile tile(int number) {
        return new NewTile(new TileId("t-" + number), new GeoPoint(47, 8), null, Map.of(), Pictures.png(number));
    }
}
