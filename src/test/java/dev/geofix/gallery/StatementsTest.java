package dev.geofix.gallery;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.geofix.gallery.search.SearchRequest;
import dev.geofix.geo.BoundingBox;
import dev.geofix.inference.Descriptor;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;

/** What a photo costs of the database: each statement is a wait. */
class StatementsTest {
    private static final GalleryName TOWN = new GalleryName("town");

    @TempDir
    Path folder;

    @Test
    void aPhotoReadsTheGalleryOnceAndTheTilesOfAllItsTurnsOnce() throws Exception {
        try (GalleryApp app = new GalleryApp(folder.resolve("data"))) {
            app.galleries().create(TOWN, null);
            app.galleries().put(TOWN, IntStream.range(0, 4).mapToObj(StatementsTest::tile).toList());
            ask(app);
            assertThat(statements(() -> ask(app))).satisfiesExactly(
                    gallery -> assertThat(gallery).contains("from gallery"),
                    tiles -> assertThat(tiles).contains("from tile"),
                    features -> assertThat(features).contains("tile_features"));
        }
    }

    @Test
    void theTileSideFollowsTheTiles() throws Exception {
        try (GalleryApp app = new GalleryApp(folder.resolve("data"))) {
            app.galleries().create(TOWN, null);
            assertThat(app.galleries().open(TOWN).tileSide()).isNull();
            app.galleries().put(TOWN, List.of(tile(0)));
            assertThat(app.galleries().open(TOWN).tileSide()).isBetween(90.0, 130.0);
            BoundingBox larger = new BoundingBox(8, 47, 8.014, 47.01);
            app.galleries().put(TOWN, List.of(new NewTile(new TileId("t-0"), larger.center(), larger, Map.of(),
                    Pictures.png(0))));
            assertThat(app.galleries().open(TOWN).tileSide()).isBetween(900.0, 1300.0);
        }
    }

    private static void ask(GalleryApp app) {
        GalleryReader open = app.galleries().open(TOWN);
        assertThat(open.gallery().tiles()).isEqualTo(4);
        assertThat(open.tileSide()).isNotNull();
        List<Descriptor> turns = IntStream.range(0, 4).mapToObj(i -> TestQueries.of(open, i)).toList();
        List<List<TileMatch>> found = open.search(turns, SearchRequest.top(2));
        assertThat(found).hasSize(4).allSatisfy(matches -> assertThat(matches).hasSize(2));
        open.features(found.getFirst().stream().map(TileMatch::tile).toList());
    }

    private static List<String> statements(Runnable work) {
        Logger log = (Logger) LoggerFactory.getLogger(JdbcTemplate.class);
        ListAppender<ILoggingEvent> heard = new ListAppender<>();
        Level before = log.getLevel();
        log.setLevel(Level.DEBUG);
        heard.start();
        log.addAppender(heard);
        try {
            work.run();
        } finally {
            log.detachAppender(heard);
            log.setLevel(before);
        }
        return heard.list.stream().map(ILoggingEvent::getFormattedMessage)
                .filter(message -> message.startsWith("Executing prepared SQL statement ")).toList();
    }

    private static NewTile tile(int number) {
        double west = 8 + number * 0.002;
        BoundingBox bounds = new BoundingBox(west, 47, west + 0.0014, 47.001);
        return new NewTile(new TileId("t-" + number), bounds.center(), bounds, Map.of(), Pictures.png(number));
    }
}
