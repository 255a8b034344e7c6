package dev.geofix.gallery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.geofix.gallery.search.SearchRequest;
import dev.geofix.geo.GeoPoint;
import dev.geofix.imaging.ImageDecoder;
import dev.geofix.imaging.ImageLimits;
import dev.geofix.inference.View;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;

/** What galleries keep of their indexes between two starts. */
class IndexRegistryTest {
    private static final GalleryName TOWN = new GalleryName("Town of Zürich");
    private static final int TILES = 40;

    @TempDir
    Path folder;

    @Test
    void answersTheSameAfterARestartAndDeletesWhatIsNobodysAnyMore() throws IOException {
        Path indexes = folder.resolve("data/index");
        List<TileMatch> before;
        try (GalleryApp app = new GalleryApp(folder.resolve("data"))) {
            app.galleries().create(TOWN, null);
            app.galleries().put(TOWN, IntStream.range(0, TILES).mapToObj(IndexRegistryTest::tile).toList());
            before = search(app);
            assertThat(before).hasSize(TILES);
        }
        Path own = only(indexes);
        assertThat(only(own).resolve("snapshot")).exists();
        Files.createDirectories(own.resolve("another-model"));
        Files.writeString(Files.createDirectories(indexes.resolve("99")).resolve("snapshot"),
                "of a gallery that is gone");

        try (GalleryApp app = new GalleryApp(folder.resolve("data"))) {
            assertThat(search(app)).isEqualTo(before);
            assertThat(own.resolve("another-model")).doesNotExist();
            assertThat(only(indexes)).isEqualTo(own);
            app.galleries().delete(TOWN);
            assertThat(own.resolve("tiny-1")).doesNotExist();
        }
    }

    /** A tile that was changed behind the index's back, as by a database put back from a backup. */
    @Test
    void theDatabaseIsRightWhereAnIndexSaysOtherwise() throws IOException {
        try (GalleryApp app = new GalleryApp(folder.resolve("data"))) {
            app.galleries().create(TOWN, null);
            app.galleries().put(TOWN, IntStream.range(0, TILES).mapToObj(IndexRegistryTest::tile).toList());
            search(app);
        }
        Path kept = folder.resolve("kept");
        Files.move(folder.resolve("data/index"), kept);
        try (GalleryApp app = new GalleryApp(folder.resolve("data"))) {
            app.galleries().deleteTile(TOWN, new TileId("t-3"));
            app.galleries().put(TOWN, List.of(tile(TILES)));
        }
        FileSystemUtils.deleteRecursively(folder.resolve("data/index"));
        Files.move(kept, folder.resolve("data/index"));
        try (GalleryApp app = new GalleryApp(folder.resolve("data"))) {
            assertThat(search(app)).hasSize(TILES).extracting(match -> match.tile().id().value()).doesNotContain("t-3")
                    .contains("t-" + TILES);
        }
    }

    private static List<TileMatch> search(GalleryApp app) {
        GalleryReader open = app.galleries().open(TOWN);
        return open.search(open.encoder().embed(new ImageDecoder(ImageLimits.DEFAULT).decode(Pictures.png(7)),
                View.SATELLITE), SearchRequest.top(1000));
    }

    private static NewTile tile(int i) {
        return new NewTile(new TileId("t-" + i), new GeoPoint(47 + i * 0.001, 8.5), null, Map.of(), Pictures.png(i));
    }

    private static Path only(Path parent) throws IOException {
        try (Stream<Path> files = Files.list(parent)) {
            List<Path> all = files.toList();
            assertThat(all).hasSize(1);
            return all.getFirst();
        }
    }
}
