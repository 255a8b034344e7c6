package dev.geofix.gallery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.geofix.gallery.search.SearchRequest;
import dev.geofix.geo.GeoPoint;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Row, descriptor, picture, local features and attributes of a tile are kept together or not at all. */
class AtomicPutTest {
    private static final GalleryName TOWN = new GalleryName("town");

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"tile", "tile_descriptor", "tile_image", "tile_features", "tile_attribute"})
    void aFailureInAnyOfThemLeavesTheTileBeforeAsItWas(String table) throws Exception {
        try (GalleryApp app = new GalleryApp(folder.resolve("data"))) {
            app.galleries().create(TOWN, null);
            app.galleries().put(TOWN, List.of(tile(0, 0), tile(1, 1)));
            List<String> before = content(app);
            app.bean(JdbcClient.class).sql("create trigger fails before insert on " + table
                    + " when (select count(*) from tile) > 1 begin select raise(abort, 'no'); end").update();

            assertThatExceptionOfType(DataAccessException.class)
                    .isThrownBy(() -> app.galleries().put(TOWN, List.of(tile(0, 50), tile(2, 2))));

            assertThat(content(app)).isEqualTo(before);
            GalleryReader open = app.galleries().open(TOWN);
            assertThat(open.search(TestQueries.of(open, 0), SearchRequest.top(10))).hasSize(2)
                    .first().satisfies(match -> assertThat(match.score()).isGreaterThan(TestQueries.SAME));
        }
    }

    @Test
    void everyTileHasOneOfEach() throws Exception {
        try (GalleryApp app = new GalleryApp(folder.resolve("data"))) {
            app.galleries().create(TOWN, null);
            app.galleries().put(TOWN, List.of(tile(0, 0), tile(1, 1)));
            app.galleries().put(TOWN, List.of(tile(0, 50)));
            assertThat(content(app)).hasSize(2);
            app.galleries().delete(TOWN);
            for (String table : List.of("tile", "tile_descriptor", "tile_image", "tile_features", "tile_attribute")) {
                assertThat(app.bean(JdbcClient.class).sql("select count(*) from " + table).query(Long.class).single())
                        .isZero();
            }
        }
    }

    private static List<String> content(GalleryApp app) {
        return app.bean(JdbcClient.class).sql("""
                select tile || content_hash || hex(descriptor) || hex(image) || hex(features) || value from tile
                left join tile_descriptor using (sequence) left join tile_image using (sequence)
                left join tile_features using (sequence) left join tile_attribute using (sequence) order by tile""")
                .query(String.class).list();
    }

    private static NewTile tile(int number, int picture) {
        return new NewTile(new TileId("t-" + number), new GeoPoint(47, 8), null, Map.of("picture", picture),
                Pictures.png(picture));
    }
}
