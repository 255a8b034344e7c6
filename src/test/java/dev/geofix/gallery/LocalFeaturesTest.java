package dev.geofix.gallery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.geofix.calibration.FolderGallery;
import dev.geofix.geo.GeoPoint;
import dev.geofix.imaging.ImageDecoder;
import dev.geofix.imaging.ImageFile;
import dev.geofix.imaging.ImageLimits;
import dev.geofix.imaging.Resize;
import dev.geofix.imaging.RgbImage;
import dev.geofix.jobs.Job;
import dev.geofix.jobs.JobService;
import dev.geofix.jobs.JobState;
import dev.geofix.verification.LocalFeatureExtractor;
import dev.geofix.verification.LocalFeatures;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Tiles keep local features beside their descriptors, as long as their gallery wants them. */
class LocalFeaturesTest {
    private static final GalleryName TOWN = new GalleryName("Town of Zürich");
    private static final ImageDecoder DECODER = new ImageDecoder(ImageLimits.DEFAULT);
    private static final int TILES = 10;

    @TempDir
    Path folder;

    private GalleryApp app;

    @BeforeEach
    void start() throws Exception {
        app = new GalleryApp(folder.resolve("data"));
    }

    @AfterEach
    void stop() {
        app.close();
    }

    @Test
    void aTileHasThoseOfItsOwnPixels() {
        RgbImage large = Resize.bicubic(DECODER.decode(Pictures.png(1)), 300, 200);
        app.galleries().create(TOWN, null);
        app.galleries().put(TOWN, List.of(tile(0, 0), tile(1, png(large))));

        Map<TileId, LocalFeatures> found = features(0, 1);
        LocalFeatureExtractor extractor = app.bean(LocalFeatureExtractor.class);
        assertThat(found).containsEntry(id(0), extractor.ofTile(DECODER.decode(Pictures.png(0))))
                .containsEntry(id(1), extractor.ofTile(large));
        assertThat(found.get(id(0)).count()).isPositive();
        assertThat(found.get(id(1)).width()).isEqualTo(96);
        assertThat(found.get(id(1)).height()).isEqualTo(64);
    }

    @Test
    void thePictureIsKeptAsLargeAsItTakesAndNotEnlarged() {
        app.galleries().create(TOWN, null);
        app.galleries().put(TOWN, List.of(tile(0, 0), tile(1, png(Resize.bicubic(DECODER.decode(Pictures.png(1)), 300,
                200)))));
        assertThat(kept(0)).extracting(RgbImage::width, RgbImage::height).containsExactly(80, 80);
        assertThat(kept(1)).extracting(RgbImage::width, RgbImage::height).containsExactly(96, 64);
    }

    @Test
    void aDeletedTileHasNoneAndAReplacedOneHasNewOnes() {
        app.galleries().create(TOWN, null);
        app.galleries().put(TOWN, List.of(tile(0, 0), tile(1, 1), tile(2, 2)));
        GalleryReader before = app.galleries().open(TOWN);
        Tile old = app.galleries().tile(TOWN, id(1));
        LocalFeatures first = features(1).get(id(1));

        app.galleries().deleteTile(TOWN, id(0));
        app.galleries().put(TOWN, List.of(tile(1, 50)));

        assertThat(rows()).isEqualTo(2);
        assertThat(app.galleries().get(TOWN).tilesWithFeatures()).isEqualTo(2);
        assertThat(features(1).get(id(1))).isNotEqualTo(first);
        assertThat(before.features(List.of(old))).as("a search that found the tile before").isEmpty();
        app.galleries().delete(TOWN);
        assertThat(rows()).isZero();
    }

    @Test
    void aDamagedOneIsLeftOut() {
        app.galleries().create(TOWN, null);
        app.galleries().put(TOWN, List.of(tile(0, 0), tile(1, 1), tile(2, 2)));
        app.bean(JdbcClient.class).sql("update tile_features set features = x'01' where sequence = 1").update();
        app.bean(JdbcClient.class).sql("update tile_features set features = x'09', checksum = ? where sequence = 2")
                .param(Checksum.of(new byte[]{9})).update();
        assertThat(features(0, 1, 2)).containsOnlyKeys(id(2));
    }

    @Test
    void aGalleryMayHaveNone() {
        app.http().put().uri("/galleries/{g}", TOWN.value()).contentType(MediaType.APPLICATION_JSON)
                .body(Map.of("localFeatures", false)).exchange().expectStatus().isCreated().expectBody()
                .jsonPath("$.localFeatures").isEqualTo(false);
        app.galleries().put(TOWN, List.of(tile(0, 0)));
        assertThat(rows()).isZero();
        assertThat(kept(0).width()).as("the network's input").isEqualTo(64);
        assertThat(detail(400)).contains("get no local features", "PUT /api/v1/galleries/Town%20of%20Z%C3%BCrich");

        app.http().put().uri("/galleries/{g}", TOWN.value()).contentType(MediaType.APPLICATION_JSON)
                .body(Map.of("localFeatures", true)).exchange().expectStatus().isOk();
        app.http().put().uri("/galleries/{g}", TOWN.value()).contentType(MediaType.APPLICATION_JSON)
                .body(Map.of("description", "roofs")).exchange().expectBody().jsonPath("$.localFeatures")
                .isEqualTo(true);
        app.galleries().put(TOWN, List.of(tile(0, 0), tile(1, 1)));
        app.http().get().uri("/galleries/{g}", TOWN.value()).exchange().expectBody().jsonPath("$.tiles").isEqualTo(2)
                .jsonPath("$.tilesWithFeatures").isEqualTo(1);

        assertThat(ended(backfill()).message()).contains("2 of 2 tiles");
        assertThat(features(0, 1)).hasSize(2);
        app.galleries().create(TOWN, null, false);
        app.galleries().put(TOWN, List.of(tile(2, 2)));
        assertThat(rows()).as("old ones stay").isEqualTo(2);
    }

    @Test
    void aServiceThatDoesNotLookCloselyFindsNone() throws Exception {
        app.close();
        app = new GalleryApp(folder.resolve("data"), "--geofix.verification.enabled=false");
        app.galleries().create(TOWN, null);
        app.galleries().put(TOWN, List.of(tile(0, 0)));
        assertThat(rows()).isZero();
        assertThat(detail(400)).contains("geofix.verification.enabled=true");
    }

    @Test
    void theJobFindsThoseThatAreMissingAndNamesPicturesThatCannotBeUsed() {
        app.galleries().create(TOWN, null);
        app.galleries().put(TOWN, IntStream.range(0, TILES).mapToObj(i -> tile(i, i)).toList());
        assertThat(detail(400)).contains("All 10 tiles", "have local features already");
        Map<TileId, LocalFeatures> before = features(IntStream.range(0, TILES).toArray());
        JdbcClient jdbc = app.bean(JdbcClient.class);
        jdbc.sql("delete from tile_features where sequence > 1").update();
        jdbc.sql("update tile_image set image = x'ffd8' where sequence = 3").update();
        jdbc.sql("update tile_image set image = x'00', checksum = ? where sequence = 4")
                .param(Checksum.of(new byte[1])).update();
        jdbc.sql("delete from tile_image where sequence = 5").update();

        Job job = ended(backfill());

        assertThat(job.state()).isEqualTo(JobState.SUCCEEDED);
        assertThat(job.message()).contains("7 of 10 tiles");
        assertThat(job.refused().first()).extracting(refused -> refused.item()).containsExactlyInAnyOrder("tile t-2",
                "tile t-3", "tile t-4");
        Map<TileId, LocalFeatures> after = features(IntStream.range(0, TILES).toArray());
        assertThat(after).hasSize(7).containsEntry(id(0), before.get(id(0)));
        assertThat(after.get(id(9)).count()).isPositive();
        assertThat(app.galleries().get(TOWN).tilesWithFeatures()).isEqualTo(7);
        app.http().post().uri("/galleries/none/local-features").exchange().expectStatus().isNotFound();
    }

    @Test
    void theJobFindsDamagedOnesAnew() {
        app.galleries().create(TOWN, null);
        app.galleries().put(TOWN, List.of(tile(0, 0), tile(1, 1), tile(2, 2)));
        Map<TileId, LocalFeatures> before = features(0, 1, 2);
        JdbcClient jdbc = app.bean(JdbcClient.class);
        jdbc.sql("update tile_features set features = x'01' where sequence = 1").update();
        jdbc.sql("update tile_features set features = x'09', checksum = ? where sequence = 2")
                .param(Checksum.of(new byte[]{9})).update();
        assertThat(features(0, 1, 2)).as("whoever looks closely meets the damage").containsOnlyKeys(id(2));

        assertThat(ended(backfill()).message()).contains("3 of 3 tiles");
        assertThat(features(0, 1, 2)).containsOnlyKeys(id(0), id(1), id(2)).containsEntry(id(2), before.get(id(2)));
        assertThat(features(0).get(id(0)).count()).isPositive();
        assertThat(detail(400)).contains("All 3 tiles", "have local features already");

        jdbc.sql("update tile_features set features = x'01' where sequence = 1").update();
        jdbc.sql("update tile_image set image = x'ffd8' where sequence = 1").update();
        jdbc.sql("delete from tile_features where sequence = 2").update();
        Job job = ended(backfill());
        assertThat(job.message()).as("damage that nobody has met is found beside what is missing")
                .contains("2 of 3 tiles");
        assertThat(job.refused().first()).extracting(refused -> refused.item()).containsExactly("tile t-0");
        assertThat(features(0, 1, 2)).containsOnlyKeys(id(1), id(2));
    }

    @Test
    void theJobGoesOnAfterARestart() throws Exception {
        int many = 200;
        app.galleries().create(TOWN, null, false);
        app.galleries().put(TOWN, IntStream.range(0, many).mapToObj(i -> tile(i, i)).toList());
        app.galleries().create(TOWN, null, true);
        UUID job = backfill();
        assertThat(backfill()).as("one at a time").isEqualTo(job);
        await().until(() -> rows() >= 8);
        app.close();
        JdbcClient database = JdbcClient.create(new DriverManagerDataSource(
                "jdbc:sqlite:" + folder.resolve("data/geofix.db")));
        assertThat(rows(database)).isBetween(8L, many - 1L);
        app = new GalleryApp(folder.resolve("data"));

        assertThat(ended(job).state()).isEqualTo(JobState.SUCCEEDED);
        assertThat(rows()).isEqualTo(many);
        assertThat(app.galleries().get(TOWN).tilesWithFeatures()).isEqualTo(many);
    }

    @Test
    void aFolderInMemoryFindsThemWhenAsked() throws Exception {
        Path images = folder.resolve("images");
        ImageFile.write(images.resolve("a.png"), Pictures.png(1));
        ImageFile.write(images.resolve("manifest.csv"), "file,latitude,longitude\na.png,47,8\n".getBytes());
        LocalFeatureExtractor extractor = app.bean(LocalFeatureExtractor.class);
        FolderGallery gallery = FolderGallery.embed(images, app.models().active(), DECODER, extractor);
        Collection<Tile> tiles = gallery.tiles();
        assertThat(gallery.features(tiles)).containsOnlyKeys(gallery.tiles().getFirst().id())
                .containsValue(extractor.ofTile(DECODER.decode(Pictures.png(1))));
        assertThat(FolderGallery.embed(images, app.models().active(), DECODER).features(tiles)).isEmpty();
    }

    private Map<TileId, LocalFeatures> features(int... numbers) {
        return app.galleries().open(TOWN).features(IntStream.of(numbers).mapToObj(LocalFeaturesTest::id)
                .map(tile -> app.galleries().tile(TOWN, tile)).toList());
    }

    private RgbImage kept(int number) {
        return DECODER.decode(app.galleries().image(TOWN, id(number)).bytes());
    }

    private long rows() {
        return rows(app.bean(JdbcClient.class));
    }

    private static long rows(JdbcClient jdbc) {
        return jdbc.sql("select count(*) from tile_features").query(Long.class).single();
    }

    private UUID backfill() {
        UUID[] job = new UUID[1];
        app.http().post().uri("/galleries/{g}/local-features", TOWN.value()).exchange().expectStatus().isAccepted()
                .expectBody().jsonPath("$.id").value(String.class, id -> job[0] = UUID.fromString(id));
        return job[0];
    }

    /** Of the problem that the call for them is answered with. */
    private String detail(int status) {
        String[] detail = new String[1];
        app.http().post().uri("/galleries/{g}/local-features", TOWN.value()).exchange().expectStatus()
                .isEqualTo(status).expectBody().jsonPath("$.detail").value(String.class, text -> detail[0] = text);
        return detail[0];
    }

    private Job ended(UUID job) {
        await()
                .until(() -> app.bean(JobService.class).get(job).state().isTerminal());
        return app.bean(JobService.class).get(job);
    }

    private static NewTile tile(int number, long picture) {
        return tile(number, Pictures.png(picture));
    }

    private static NewTile tile(int number, byte[] image) {
        return new NewTile(id(number), new GeoPoint(47 + 0.01 * number, 8), null, Map.of(), image);
    }

    private static byte[] png(RgbImage image) {
        try {
            return ImageFile.png(image.toBufferedImage());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static TileId id(int number) {
        return new TileId("t-" + number);
    }
}
