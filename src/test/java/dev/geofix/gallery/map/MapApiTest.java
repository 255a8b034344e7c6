package dev.geofix.gallery.map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.geofix.gallery.GalleryApp;
import dev.geofix.geo.BoundingBox;
import dev.geofix.geo.MapTile;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;

/** The map of a gallery whose western half is red and whose eastern half is blue. */
class MapApiTest {
    private static final MapTile SQUARE = new MapTile(17, 67100, 43300);
    private static final String PATH = "/galleries/town/map/17/67100/43300";

    @TempDir
    static Path data;
    private static GalleryApp app;
    private static RestTestClient http;

    @BeforeAll
    static void start() throws Exception {
        app = new GalleryApp(data.resolve("data"));
        http = app.http();
        http.put().uri("/galleries/town").exchange().expectStatus().isCreated();
        http.put().uri("/galleries/empty").exchange().expectStatus().isCreated();
        BoundingBox box = SQUARE.bounds();
        double middle = box.center().longitude();
        put("town", "west", Color.RED, new BoundingBox(box.west(), box.south(), middle, box.north()), "summer");
        put("town", "east", Color.BLUE, new BoundingBox(middle, box.south(), box.east(), box.north()), "winter");
    }

    @AfterAll
    static void stop() {
        app.close();
    }

    @Test
    void aSquareIsMadeOfTheTilesPictures() throws IOException {
        BufferedImage square = picture(PATH);
        assertThat(square.getWidth()).isEqualTo(256);
        assertThat(square.getHeight()).isEqualTo(256);
        assertColour(square, 60, 128, Color.RED);
        assertColour(square, 200, 128, Color.BLUE);
    }

    @Test
    void aCloserSquareShowsAPartOfATile() throws IOException {
        assertColour(picture("/galleries/town/map/19/268401/173201"), 128, 128, Color.RED);
        assertColour(picture("/galleries/town/map/19/268402/173201"), 128, 128, Color.BLUE);
    }

    @Test
    void aFartherSquareIsTransparentWhereThereIsNoTile() throws IOException {
        BufferedImage square = picture("/galleries/town/map/16/33550/21650");
        assertColour(square, 30, 64, Color.RED);
        assertThat(square.getRGB(200, 200) >>> 24).isZero();
    }

    @Test
    void tilesThatAreTooSmallToBeSeenAreMarked() throws IOException {
        BufferedImage square = picture("/galleries/town/map/10/524/338");
        long marked = IntStream.range(0, 256 * 256).filter(i -> square.getRGB(i % 256, i / 256) >>> 24 != 0).count();
        assertThat(marked).isBetween(1L, 9L);
    }

    @Test
    void whereThereIsNothingNothingIsSent() {
        http.get().uri("/galleries/town/map/17/0/0").exchange().expectStatus().isNoContent();
        http.get().uri("/galleries/empty/map/0/0/0").exchange().expectStatus().isNoContent();
    }

    @Test
    void anUnchangedSquareIsNotSentAgain() {
        String tag = http.get().uri(PATH).exchange().expectStatus().isOk().returnResult().getResponseHeaders()
                .getETag();
        http.get().uri(PATH).header(HttpHeaders.IF_NONE_MATCH, tag).exchange().expectStatus().isNotModified();
    }

    @Test
    void theMapFollowsTilesThatMoveAndGo() throws IOException {
        http.put().uri("/galleries/moving").exchange().expectStatus().isCreated();
        put("moving", "t", Color.GREEN, SQUARE.bounds(), "summer");
        assertColour(picture("/galleries/moving/map/17/67100/43300"), 128, 128, Color.GREEN);
        put("moving", "t", Color.GREEN, new MapTile(17, 67102, 43300).bounds(), "summer");
        http.get().uri("/galleries/moving/map/17/67100/43300").exchange().expectStatus().isNoContent();
        assertColour(picture("/galleries/moving/map/17/67102/43300"), 128, 128, Color.GREEN);
        http.delete().uri("/galleries/moving/tiles/t").exchange().expectStatus().isNoContent();
        http.get().uri("/galleries/moving/map/17/67102/43300").exchange().expectStatus().isNoContent();
        assertColour(picture(PATH), 60, 128, Color.RED);
    }

    /** Both ends of the world have it, and what lies between has not. */
    @Test
    void aTileAcrossTheDateLineIsOnTheMap() throws IOException {
        http.put().uri("/galleries/pacific").exchange().expectStatus().isCreated();
        put("pacific", "t", Color.GREEN, new BoundingBox(179.9, -0.1, -179.9, 0.1), "summer");
        assertColour(picture("/galleries/pacific/map/10/1023/511"), 250, 250, Color.GREEN);
        assertColour(picture("/galleries/pacific/map/10/0/511"), 5, 250, Color.GREEN);
        http.get().uri("/galleries/pacific/map/10/512/511").exchange().expectStatus().isNoContent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"25/0/0", "3/8/0", "3/0/-1", "-1/0/0", "a/0/0"})
    void refusesSquaresThatCannotBe(String square) {
        http.get().uri("/galleries/town/map/" + square).exchange().expectStatus().isBadRequest();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/coverage", "/map/0/0/0"})
    void doesNotKnowOtherGalleries(String path) {
        http.get().uri("/galleries/nowhere" + path).exchange().expectStatus().isNotFound();
    }

    @Test
    void coverageSaysWhereTheTilesLieAndWhatTheyHave() {
        BoundingBox box = SQUARE.bounds();
        http.get().uri("/galleries/town/coverage").exchange().expectStatus().isOk().expectBody()
                .jsonPath("$.bounds[0]")
                .value(Double.class, west -> assertThat(west).isCloseTo(box.west(), within(1e-9)))
                .jsonPath("$.bounds[3]")
                .value(Double.class, north -> assertThat(north).isCloseTo(box.north(), within(1e-9)))
                .jsonPath("$.tileSideMeters").value(Double.class, side -> assertThat(side)
                        .isCloseTo(Math.sqrt(box.widthMeters() * box.heightMeters() / 2), within(1.0)))
                .jsonPath("$.attributes.season[0]").isEqualTo("summer").jsonPath("$.attributes.season[1]")
                .isEqualTo("winter");
    }

    @Test
    void anEmptyGalleryCoversNothing() {
        http.get().uri("/galleries/empty/coverage").exchange().expectStatus().isOk().expectBody().jsonPath("$.bounds")
                .isEmpty().jsonPath("$.attributes").isEmpty();
    }

    private static BufferedImage picture(String path) throws IOException {
        byte[] bytes = http.get().uri(path).exchange().expectStatus().isOk().expectBody().returnResult()
                .getResponseBodyContent();
        return ImageIO.read(new ByteArrayInputStream(bytes));
    }

    private static void assertColour(BufferedImage image, int x, int y, Color expected) {
        Color found = new Color(image.getRGB(x, y));
        assertThat(Math.abs(found.getRed() - expected.getRed()) + Math.abs(found.getGreen() - expected.getGreen())
                + Math.abs(found.getBlue() - expected.getBlue())).as("%s at %d, %d", found, x, y).isLessThan(40);
    }

    private static void put(String gallery, String tile, Color colour, BoundingBox bounds, String season)
            throws IOException {
        BufferedImage image = new BufferedImage(80, 80, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < 80 * 80; i++) {
            image.setRGB(i % 80, i / 80, colour.getRGB());
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(image, "png", bytes);
        MultiValueMap<String, Object> form = new LinkedMultiValueMap<>();
        form.add("image", new ByteArrayResource(bytes.toByteArray()) {
            @Override
            public String getFilename() {
                return "tile.png";
            }
        });
        form.add("bounds", bounds.west() + "," + bounds.south() + "," + bounds.east() + "," + bounds.north());
        form.add("attributes", "{\"season\": \"" + season + "\"}");
        http.put().uri("/galleries/{gallery}/tiles/{tile}", gallery, tile).contentType(MediaType.MULTIPART_FORM_DATA)
                .body(form).exchange().expectStatus().is2xxSuccessful();
    }
}
