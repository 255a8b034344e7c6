package dev.geofix.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.geofix.inference.ModelRegistry;
import dev.geofix.inference.ModelVersion;
import dev.geofix.testing.Api;
import dev.geofix.testing.Pictures;
import dev.geofix.testing.RunningService;
import dev.geofix.testing.TinyModel;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Photos of ground with much structure, so that local features find them, and the pictures of that. */
class DrawnMatchTest {
    private static final int INLIER = 0xff56b4e9;
    private static final int SIDE = 512;

    @TempDir
    private static Path folder;
    private static RunningService service;
    private static Api api;

    @BeforeAll
    static void aGalleryOfThreeTiles() throws IOException {
        service = RunningService.start(folder.resolve("data"), "--geofix.demo.enabled=false");
        api = service.api();
        ModelRegistry models = service.bean(ModelRegistry.class);
        models.install(new ModelVersion("tiny"), TinyModel.write(folder.resolve("tiny")));
        models.activate(new ModelVersion("tiny"));
        api.put("/api/v1/galleries/default");
        for (int i = 0; i < 3; i++) {
            double west = 4 + i * 0.01;
            assertThat(api.putForm("/api/v1/galleries/default/tiles/t-" + i, Pictures.png(town(i)),
                    Map.of("bounds", west + ",0," + (west + 0.001) + ",0.001")).status()).isEqualTo(201);
        }
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void aVerifiedPhotoIsDrawnWithTheKeypointsThatAgree() throws IOException {
        BufferedImage drawn = draw("/api/v1/locate", photo(1));
        assertThat(count(drawn, INLIER)).isGreaterThan(500);
        BufferedImage stranger = draw("/api/v1/locate", photo(77));
        assertThat(count(stranger, INLIER)).isZero();
        assertThat(stranger.getRGB(1, 1)).isNotEqualTo(drawn.getRGB(1, 1));
    }

    @Test
    void whereThereIsNoTileThePhotoIsDrawnAlone() throws IOException {
        assertThat(draw("/api/v1/locate?bbox=80,10,81,11", photo(1)).getWidth()).isBetween(960, 1600);
    }

    @Test
    void whatCannotBeDrawnIsAProblemAllTheSame() {
        Api.Answer answer = api.postImage("/api/v1/locate", new byte[]{1, 2, 3}, "image/png");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.contentType()).isEqualTo("application/problem+json");
        assertThat(api.postPicture("/api/v1/locate?gallery=atlantis", photo(1)).getStatusCode().value()).isEqualTo(404);
    }

    @Test
    void whoAsksForAnythingGetsJson() {
        assertThat(api.postImage("/api/v1/locate", photo(1), "*/*").contentType()).startsWith("application/json");
        assertThat(api.postImage("/api/v1/locate", photo(1), "application/json, image/png;q=0.2").contentType())
                .startsWith("application/json");
    }

    @Test
    void theExplanationNamesEveryCorrespondenceInTenthsOfPixels() {
        JsonNode tile = api.postImage("/api/v1/locate?explain=true", photo(1)).body().path("explain")
                .path("correspondences").path(0);
        assertThat(tile.path("tile").asString()).isEqualTo("t-1");
        assertThat(tile.path("width").asInt()).isEqualTo(SIDE);
        assertThat(tile.path("matches")).hasSizeGreaterThan(20).allSatisfy(match -> {
            assertThat(match.properties()).hasSize(5);
            for (String name : new String[]{"photoX", "photoY", "tileX", "tileY"}) {
                assertThat(match.path(name).asString()).matches("\\d+\\.\\d");
            }
        });
        // The photo is the tile's part from (64, 64) on.
        assertThat(tile.path("matches").valueStream().filter(match -> match.path("inlier").asBoolean()))
                .hasSizeGreaterThan(20).allSatisfy(match -> assertThat(
                        Math.hypot(match.path("tileX").asDouble() - match.path("photoX").asDouble() - 64,
                                match.path("tileY").asDouble() - match.path("photoY").asDouble() - 64))
                        .isLessThan(16));
    }

    @Test
    void theDescriptionNamesThePictureAndTheUnitsOfCorrespondences() {
        JsonNode description = api.get("/v3/api-docs").body();
        assertThat(description.path("paths").path("/api/v1/locate").path("post").path("responses").path("200")
                .path("content").path("image/png").path("schema").path("format").asString()).isEqualTo("binary");
        assertThat(description.path("components").path("schemas").path("Correspondence").path("properties")
                .path("tileX").path("description").asString()).contains("Pixels", "tenths");
    }

    private static BufferedImage draw(String path, byte[] photo) throws IOException {
        var answer = api.postPicture(path, photo);
        assertThat(answer.getStatusCode().value()).isEqualTo(200);
        assertThat(String.valueOf(answer.getHeaders().getContentType())).isEqualTo("image/png");
        return ImageIO.read(new ByteArrayInputStream(answer.getBody()));
    }

    private static byte[] photo(int number) {
        return Pictures.png(town(number).getSubimage(64, 64, 384, 384));
    }

    /** Roofs of all colours and directions. */
    private static BufferedImage town(int number) {
        Random random = new Random(number);
        BufferedImage image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(new Color(90, 110, 80));
        graphics.fillRect(0, 0, SIDE, SIDE);
        for (int i = 0; i < 300; i++) {
            graphics.setColor(new Color(random.nextInt(0x1000000)));
            double turn = random.nextDouble() * Math.PI;
            int x = random.nextInt(SIDE);
            int y = random.nextInt(SIDE);
            graphics.rotate(turn, x, y);
            graphics.fillRect(x, y, 8 + random.nextInt(40), 8 + random.nextInt(40));
            graphics.rotate(-turn, x, y);
        }
        graphics.dispose();
        return image;
    }

    private static long count(BufferedImage image, int colour) {
        return Arrays.stream(image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth()))
                .filter(pixel -> pixel == colour).count();
    }
}
