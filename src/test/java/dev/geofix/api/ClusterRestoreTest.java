package dev.geofix.api;

import static dev.geofix.api.JobWatch.ended;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.geofix.inference.ModelRegistry;
import dev.geofix.inference.ModelVersion;
import dev.geofix.security.Keys;
import dev.geofix.testing.Api;
import dev.geofix.testing.OpenSearchNodes;
import dev.geofix.testing.OperatedService;
import dev.geofix.testing.PostgresServer;
import dev.geofix.testing.RunningService;
import dev.geofix.testing.TinyModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The backup of {@code docs/cluster.md}, by its own commands: all three places are lost, and come back from it on servers that are new. */
class ClusterRestoreTest {
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```$\\R(.*?)^```$");
    private static final int TILES = 6;

    @TempDir
    private Path folder;

    /** What callers see; the same before and after. */
    private record Seen(JsonNode jobs, JsonNode galleries, JsonNode models, List<JsonNode> answers) {}

    @Test
    void jobsKeysAndGalleriesComeBackOnNewServers() throws Exception {
        assumeTrue(status(List.of("sh", "-c", "command -v curl"), Map.of()) == 0, "there is no curl here");
        Path shared = folder.resolve("shared");
        Path snapshots = folder.resolve("snapshots");
        Seen before;
        String key;
        List<Map<String, Object>> audit;
        try (PostgresServer postgres = PostgresServer.create();
                OpenSearchNodes search = OpenSearchNodes.start(1, snapshots)) {
            PostgresServer.execute(postgres.url("postgres"), "create database geofix");
            key = Keys.of(postgres.url("geofix")).create("ann", "admin");
            try (RunningService service = service("before", postgres, search)) {
                before = fill(service, key);
                run("Take it", postgres, search);
            }
            audit = audit(postgres);
        }
        FileSystemUtils.deleteRecursively(shared);

        try (PostgresServer postgres = PostgresServer.create();
                OpenSearchNodes search = OpenSearchNodes.start(1, snapshots)) {
            run("Put it back", postgres, search);
            assertThat(audit(postgres)).isNotEmpty().isEqualTo(audit);
            try (RunningService service = service("after", postgres, search)) {
                Api api = service.api().with("Authorization", "Bearer " + key);
                await().ignoreExceptions().until(() -> api.get("/actuator/health/readiness").status() == 200);
                assertThat(service.api().get("/api/v1/jobs").status()).as("keys are asked for").isEqualTo(401);
                assertThat(seen(api)).isEqualTo(before);
                goOn(api);
            }
        }
    }

    private Seen fill(RunningService service, String key) throws IOException {
        Api api = service.api().with("Authorization", "Bearer " + key);
        ModelRegistry models = service.bean(ModelRegistry.class);
        models.install(new ModelVersion("tiny"), TinyModel.write(folder.resolve("tiny")));
        models.activate(new ModelVersion("tiny"));
        assertThat(api.put("/api/v1/galleries/harbour").status()).isEqualTo(201);
        town("town", 0);
        imported(api, "town", TILES);
        assertThat(api.postJson("/api/v1/galleries/harbour/imports", Map.of("source", "nowhere")).status())
                .isBetween(400, 499);
        return seen(api);
    }

    /** What is there may be added to: numbers go on where they were. */
    private void goOn(Api api) throws IOException {
        town("quay", TILES);
        imported(api, "quay", 2 * TILES);
        assertThat(api.put("/api/v1/galleries/another").status()).isEqualTo(201);
        assertThat(api.delete("/api/v1/galleries/harbour").status()).isEqualTo(204);
        assertThat(api.get("/api/v1/galleries").body().toString()).contains("another").doesNotContain("harbour");
    }

    private void town(String name, int first) throws IOException {
        Path town = Files.createDirectories(folder.resolve("shared/imports").resolve(name));
        StringBuilder manifest = new StringBuilder("file,west,south,east,north\n");
        for (int i = first; i < first + TILES; i++) {
            Files.write(town.resolve(i + ".png"), OperatedService.tile(i));
            manifest.append("%d.png,%s,52,%s,52.001%n".formatted(i, 4 + i * 0.01, 4.001 + i * 0.01));
        }
        Files.writeString(town.resolve("manifest.csv"), manifest);
    }

    private static void imported(Api api, String source, int tiles) {
        Api.Answer job = api.postJson("/api/v1/galleries/harbour/imports", Map.of("source", source));
        assertThat(job.status()).as(job.detail()).isEqualTo(202);
        JsonNode end = ended(api, String.valueOf(job.headers().getLocation()));
        assertThat(end.path("state").asString()).as(end.path("message").asString()).isEqualTo("SUCCEEDED");
        assertThat(api.get("/api/v1/galleries/harbour").body().path("tiles").asInt()).isEqualTo(tiles);
    }

    private static Seen seen(Api api) {
        List<JsonNode> answers = new ArrayList<>();
        for (int i = 0; i < TILES; i++) {
            Api.Answer answer = api.postImage("/api/v1/locate?gallery=harbour&explain=false", OperatedService.tile(i));
            assertThat(answer.status()).as(answer.detail()).isEqualTo(200);
            assertThat(answer.body().path("matches").get(0).path("longitude").asDouble())
                    .isBetween(4 + i * 0.01, 4.001 + i * 0.01);
            answers.add(((ObjectNode) answer.body()).without("timings"));
        }
        return new Seen(api.get("/api/v1/jobs").body(), api.get("/api/v1/galleries").body(),
                api.get("/api/v1/models").body(), answers);
    }

    private RunningService service(String name, PostgresServer postgres, OpenSearchNodes search) {
        return RunningService.start(folder.resolve(name), "--geofix.demo.enabled=false",
                "--geofix.shared=" + folder.resolve("shared"), "--geofix.database=" + postgres.url("geofix"),
                "--geofix.store=opensearch", "--geofix.opensearch.urls=" + search.urls(),
                "--geofix.opensearch.replicas=0");
    }

    /** The commands below a heading of the page, in a shell that ends with the first that fails. */
    private void run(String heading, PostgresServer postgres, OpenSearchNodes search) throws Exception {
        String page = Files.readString(Path.of("docs/cluster.md"));
        Matcher section = Pattern.compile("(?ms)^#+ " + heading + "$(.*?)(?=^#+ |\\z)").matcher(page);
        assertThat(section.find()).as(heading).isTrue();
        String commands = BLOCK.matcher(section.group(1)).results().map(block -> block.group(1))
                .collect(Collectors.joining());
        assertThat(commands).contains("geofix.dump", "_snapshot", "$SHARED");
        Map<String, String> environment = new HashMap<>(postgres.environment());
        environment.putAll(Map.of("SHARED", folder.resolve("shared").toString(), "BACKUP",
                folder.resolve("backup").toString(), "SNAPSHOTS", folder.resolve("snapshots").toString(), "SEARCH",
                search.urls()));
        Path log = folder.resolve("commands.log");
        assertThat(status(List.of("bash", "-euxo", "pipefail", "-c", commands), environment)).as(() -> text(log))
                .isZero();
    }

    private int status(List<String> words, Map<String, String> environment) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(words).redirectErrorStream(true)
                .redirectOutput(folder.resolve("commands.log").toFile());
        builder.environment().putAll(environment);
        return builder.start().waitFor();
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }

    private static List<Map<String, Object>> audit(PostgresServer postgres) {
        return JdbcClient.create(new DriverManagerDataSource(postgres.url("geofix")))
                .sql("select sequence, name, method, path from audit order by sequence").query().listOfRows();
    }
}
