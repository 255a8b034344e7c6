package dev.geofix.gallery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.geofix.gallery.search.AttributeFilter;
import dev.geofix.gallery.search.SearchRequest;
import dev.geofix.geo.BoundingBox;
import dev.geofix.geo.GeoPoint;
import dev.geofix.inference.Descriptor;
import dev.geofix.vectorindex.Int8Vector;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Filtered searches in a gallery round the date line against a comparison of every tile. */
class FilterTest {
    private static final GalleryName FIJI = new GalleryName("fiji");
    private static final int TILES = 3000;
    private static final int DIMENSION = 1024;
    /** Descriptors lie on a surface of so many dimensions, as real ones do: neighbours stand out from the rest. */
    private static final int FREEDOM = 6;
    private static final List<Double> SHARES = List.of(0.001, 0.01, 0.05, 0.1, 0.3, 0.5, 0.9, 1.0);

    @TempDir
    static Path folder;

    private static GalleryApp app;
    private static final List<EmbeddedTile> KEPT = new ArrayList<>();
    private static final float[][] SURFACE = new float[FREEDOM][DIMENSION];

    @BeforeAll
    static void aGallery() throws Exception {
        app = new GalleryApp(folder.resolve("data"));
        app.galleries().create(FIJI, null);
        app.bean(JdbcClient.class).sql("update gallery set dimension = ?").param(DIMENSION).update();
        StoredGallery stored = app.bean(GalleryStore.class).find(FIJI).orElseThrow();
        Random random = new Random(1);
        for (float[] direction : SURFACE) {
            for (int i = 0; i < DIMENSION; i++) {
                direction[i] = (float) random.nextGaussian();
            }
        }
        for (int i = 0; i < TILES; i++) {
            double longitude = 178 + 4 * random.nextDouble();
            Map<String, Object> attributes = new TreeMap<>(Map.of("number", i));
            double chance = random.nextDouble();
            SHARES.stream().filter(share -> chance < share).forEach(share -> attributes.put("share " + share, true));
            Tile tile = new Tile(new TileId("t-" + i),
                    new GeoPoint(-19 + 4 * random.nextDouble(), longitude > 180 ? longitude - 360 : longitude), null,
                    attributes, ContentHash.of(new byte[]{(byte) i, (byte) (i >> 8)}));
            KEPT.add(new EmbeddedTile(tile, new Tile.Image("image/jpeg", new byte[]{1}), descriptor(random),
                    stored.gallery().model(), null));
        }
        app.bean(GalleryStore.class).tiles(stored).put(stored.gallery().model(), List.of(), KEPT);
    }

    @AfterAll
    static void stop() {
        app.close();
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.001, 0.01, 0.05, 0.1, 0.3, 0.5, 0.9, 1})
    void anAttributeLeavesTheBestOfThoseThatHaveIt(double share) {
        String name = "share " + share;
        agree(new SearchRequest(10, -1, null, null, List.of(new AttributeFilter(name, "true"))),
                tile -> tile.attributes().containsKey(name));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.06, 0.4, 0.9, 1.3, 2, 3.8, 4})
    void aBoxAcrossTheDateLineLeavesTheBestInside(double degrees) {
        BoundingBox box = new BoundingBox(180 - degrees / 2, -17 - degrees / 2, degrees / 2 - 180, -17 + degrees / 2);
        agree(new SearchRequest(10, -1, box, null), tile -> box.contains(tile.center()));
    }

    @ParameterizedTest
    @ValueSource(doubles = {4_000, 20_000, 60_000, 150_000, 400_000})
    void aRadiusAcrossTheDateLineLeavesTheBestInside(double meters) {
        GeoPoint middle = new GeoPoint(-17, -179.99);
        agree(new SearchRequest(10, -1, null, new SearchRequest.Near(middle, meters)),
                tile -> middle.distanceTo(tile.center()) <= meters);
    }

    @Test
    void everyFilterMustHold() {
        BoundingBox west = new BoundingBox(178, -19, 180, -15);
        SearchRequest.Near near = new SearchRequest.Near(new GeoPoint(-17, 180), 200_000);
        agree(new SearchRequest(10, -1, west, near, List.of(AttributeFilter.valueOf("share 0.5=true"),
                AttributeFilter.valueOf("share 0.3=true"))),
                tile -> west.contains(tile.center())
                        && near.contains(tile.center()) && tile.attributes().containsKey("share 0.3"));
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1, 0.2, 0.6, 0.9, 1})
    void aLeastScoreLeavesOutWhatIsBelow(double least) {
        agree(new SearchRequest(10, least, null, null, List.of(AttributeFilter.valueOf("share 0.1=true"))),
                tile -> tile.attributes().containsKey("share 0.1"));
    }

    @Test
    void aNumberIsFoundHoweverItIsWritten() {
        for (String written : List.of("17", "17.0", "1.7e1")) {
            assertThat(found("number=" + written)).containsExactly("t-17");
        }
        assertThat(found("number=17x")).isEmpty();
        assertThat(found("Number=17")).isEmpty();
    }

    @Test
    void aFilterThatNothingPassesFindsNothing() {
        assertThat(found("share 0.1=false")).isEmpty();
        assertThat(search(query(1), new SearchRequest(10, -1, new BoundingBox(0, 0, 1, 1), null))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "season", "=summer"})
    void whatIsNoAttributeIsRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> AttributeFilter.valueOf(text))
                .withMessageContaining("name=value");
    }

    private static void agree(SearchRequest request, Predicate<Tile> filter) {
        for (int seed = 100; seed < 110; seed++) {
            Descriptor query = query(seed);
            List<Double> exact = KEPT.stream().filter(kept -> filter.test(kept.tile()))
                    .map(kept -> dot(query.values(), Int8Vector.decode(kept.compact(), DIMENSION)))
                    .filter(score -> score >= request.minScore())
                    .sorted((a, b) -> Double.compare(b, a)).limit(request.topK()).toList();
            List<TileMatch> found = search(query, request);
            assertThat(found).allMatch(match -> filter.test(match.tile())).hasSameSizeAs(exact);
            for (int i = 0; i < exact.size(); i++) {
                assertThat(found.get(i).score()).isCloseTo(exact.get(i), within(1e-3));
            }
        }
    }

    private static List<String> found(String attribute) {
        return search(query(1), new SearchRequest(10, -1, null, null, List.of(AttributeFilter.valueOf(attribute))))
                .stream().map(match -> match.tile().id().value()).toList();
    }

    private static List<TileMatch> search(Descriptor query, SearchRequest request) {
        return app.galleries().search(FIJI, query, request);
    }

    private static Descriptor query(int seed) {
        return descriptor(new Random(seed));
    }

    private static Descriptor descriptor(Random random) {
        float[] values = new float[DIMENSION];
        for (float[] direction : SURFACE) {
            double weight = random.nextGaussian();
            for (int i = 0; i < DIMENSION; i++) {
                values[i] += (float) (weight * direction[i]);
            }
        }
        return unit(values);
    }

    private static double dot(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (double) a[i] * b[i];
        }
        return sum;
    }

    private static Descriptor unit(float[] values) {
        double squares = 0;
        for (float value : values) {
            squares += (double) value * value;
        }
        for (int i = 0; i < values.length; i++) {
            values[i] /= (float) Math.sqrt(squares);
        }
        return new Descriptor(1, values);
    }
}
