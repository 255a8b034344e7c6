package dev.geofix.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.geofix.inference.ModelRegistry;
import dev.geofix.inference.ModelVersion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.springframework.util.FileSystemUtils;

/**
 * One service for all tests of its operation: a tiny model, a gallery that was imported, a training that has run, and photos that were asked for. Started when first
 * needed, ended after the last test.
 */
public final class OperatedService implements BeforeAllCallback {
    private static final List<String> TRAINING = List.of("step", "steps", "epoch", "loss", "rate", "left_seconds");
    private static volatile Running running;

    /** What the service said of itself before it had a model. */
    public record BeforeModel(Api.Answer readiness, Api.Answer liveness, double readyMetric) {}

    /**
     * @param whileTraining what it exposed while the training ran
     */
    public record Running(Path data, RunningService service, BeforeModel beforeModel, Exposition whileTraining,
            String training) implements AutoCloseable {
        public Api api() {
            return service.api();
        }

        public Exposition scrape() {
            return OperatedService.scrape(api());
        }

        @Override
        public void close() throws IOException {
            service.close();
            FileSystemUtils.deleteRecursively(data.getParent());
        }
    }

    public static Running running() {
        return running;
    }

    public static Exposition scrape(Api api) {
        return Exposition.of(new String(api.bytes("/actuator/prometheus"), StandardCharsets.UTF_8));
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        running = context.getRoot().getStore(ExtensionContext.Namespace.GLOBAL)
                .computeIfAbsent(OperatedService.class, key -> start(), Running.class);
    }

    private static Running start() {
        try {
            Path folder = Files.createTempDirectory("operated");
            Path data = folder.resolve("data");
            TinyDataset.write(data.resolve("datasets/tiny"));
            tiles(Files.createDirectories(data.resolve("imports/town")));
            // One batch fills the queue, so that it is easily overrun.
            RunningService service = RunningService.start(data, "--geofix.demo.enabled=false",
                    "--geofix.model.max-batch=4", "--geofix.model.queue=4");
            Api api = service.api();
            BeforeModel beforeModel = new BeforeModel(api.get("/actuator/health/readiness"),
                    api.get("/actuator/health/liveness"), scrape(api).sum("geofix_ready"));
            ModelRegistry models = service.bean(ModelRegistry.class);
            models.install(new ModelVersion("tiny"), TinyModel.write(folder.resolve("tiny")));
            models.activate(new ModelVersion("tiny"));
            return traffic(data, service, beforeModel);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Running traffic(Path data, RunningService service, BeforeModel beforeModel) {
        Api api = service.api();
        api.put("/api/v1/galleries/default");
        ended(api, location(api.postJson("/api/v1/galleries/default/imports", Map.of("source", "town"))));
        assertThat(api.postImage("/api/v1/locate", tile(3)).status()).isEqualTo(200);

        Map<String, Object> settings = new HashMap<>(TinyDataset.SETTINGS);
        settings.put("epochs", 10_000);
        String job = location(api.postJson("/api/v1/admin/training-jobs",
                Map.of("name", "endless", "dataset", "tiny", "settings", settings)));
        Exposition seen = await().until(() -> scrape(api),
                // A scrape may fall between the first of a training's gauges and the last.
                now -> TRAINING.stream().noneMatch(name -> now.named("geofix_training_" + name).isEmpty()));
        api.post(job + "/cancel");
        ended(api, job);
        return new Running(data, service, beforeModel, seen, job.substring(job.lastIndexOf('/') + 1));
    }

    private static String location(Api.Answer answer) {
        assertThat(answer.status()).as(answer.detail()).isEqualTo(202);
        return String.valueOf(answer.headers().getLocation());
    }

    private static void ended(Api api, String job) {
        await().until(() -> !api.get(job).body().path("ended").isNull());
    }

    /** Eight tiles, and one that is none. */
    private static void tiles(Path folder) throws IOException {
        StringBuilder manifest = new StringBuilder("file,west,south,east,north\n");
        for (int i = 0; i < 8; i++) {
            Files.write(folder.resolve(i + ".png"), tile(i));
            manifest.append(i).append(".png,%s,52,%s,52.001\n".formatted(4 + i * 0.01, 4.001 + i * 0.01));
        }
        Files.writeString(folder.resolve("8.png"), "no picture");
        Files.writeString(folder.resolve("manifest.csv"), manifest + "8.png,5,52,5.001,52.001\n");
    }

    public static byte[] tile(int number) {
        return Pictures.png(Pictures.picture(number, 96));
    }
}
