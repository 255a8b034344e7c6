package dev.geofix.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.geofix.backup.CheckDataCommand;
import dev.geofix.inference.ModelRegistry;
import dev.geofix.inference.ModelVersion;
import dev.geofix.jobs.JobService;
import dev.geofix.jobs.JobState;
import dev.geofix.platform.UserException;
import dev.geofix.testing.Api;
import dev.geofix.testing.OperatedService;
import dev.geofix.testing.RunningService;
import dev.geofix.testing.TinyModel;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.http.MediaType;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;

/**
 * Inputs that nobody would send, over every route of the running service. {@code -Dgeofix.fuzz.inputs=…} sends more, {@code -Dgeofix.fuzz.seed=…} others, and
 * {@code -Dgeofix.fuzz.only=…} the one of that number.
 */
class FuzzTest {
    private static final int INPUTS = Integer.getInteger("geofix.fuzz.inputs", 10_000);
    private static final long SEED = Long.getLong("geofix.fuzz.seed", 20261126);
    private static final Integer ONLY = Integer.getInteger("geofix.fuzz.only");
    private static final int WARM = 1_000;
    private static final String UNHARMED = "unharmed-7f3a";
    private static final int TILES = 6;
    private static final long HEAP_NOISE = 64L << 20;
    private static final int NOISE = 4;
    /** A connection of the pool has three files, and a busy machine opens some more of them. A leak would show in hundreds of inputs. */
    private static final int FILES_NOISE = 16;

    @TempDir
    static Path folder;

    private static RunningService service;
    private static Api api;

    /** What the service keeps and answers of the gallery that no input names. */
    private record Kept(JsonNode tiles, List<byte[]> images, JsonNode matches) {
        static Kept now() {
            String gallery = "/api/v1/galleries/" + UNHARMED;
            return new Kept(api.get(gallery + "/tiles").body(),
                    IntStream.range(0, TILES).mapToObj(i -> api.bytes(gallery + "/tiles/t-" + i + "/image")).toList(),
                    api.postImage("/api/v1/locate?gallery=" + UNHARMED, OperatedService.tile(2)).body()
                            .path("matches"));
        }
    }

    @BeforeAll
    static void start() throws IOException {
        service = RunningService.start(folder.resolve("data"), "--geofix.demo.enabled=false",
                "--server.tomcat.basedir=" + folder.resolve("tomcat"), "--geofix.gallery.import-free-disk=1MB",
                "--geofix.gallery.import-max-upload=1MB", "--logging.level.dev.geofix=error");
        service.bean(ModelRegistry.class).install(new ModelVersion("tiny"), TinyModel.write(folder.resolve("tiny")));
        service.bean(ModelRegistry.class).activate(new ModelVersion("tiny"));
        api = service.api();
        stock(UNHARMED, TILES);
        restock();
        Path town = Files.createDirectories(folder.resolve("data/imports/town"));
        Files.write(town.resolve("a.png"), OperatedService.tile(20));
        Files.writeString(town.resolve("manifest.csv"), "file,latitude,longitude\na.png,52,4\n");
    }

    private static void restock() {
        stock("default", 3);
        stock("fuzz-1", 3);
    }

    private static void stock(String gallery, int tiles) {
        api.put("/api/v1/galleries/" + gallery);
        for (int i = 0; i < tiles; i++) {
            api.putForm("/api/v1/galleries/" + gallery + "/tiles/t-" + i, OperatedService.tile(i),
                    Map.of("latitude", "52", "longitude", Integer.toString(i)));
        }
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void noInputBreaksLosesOrLeaksAnything() throws Exception {
        List<Route> routes = Route.of(service.context(), api.get("/v3/api-docs").body());
        assertThat(routes).hasSizeGreaterThan(30);
        Inputs inputs = new Inputs(SEED, routes, new FileInputs(), known());
        FuzzRun run = new FuzzRun(service.context().getEnvironment().getRequiredProperty("local.server.port",
                Integer.class), inputs,
                new Verdict(List.of(folder.toString(), Path.of("").toAbsolutePath().toString())), FuzzTest::restock);
        Kept before = Kept.now();
        if (ONLY != null) {
            run.send(ONLY, ONLY + 1);
            assertThat(run.faults()).as("seed %d", SEED).isEmpty();
            return;
        }
        run.send(0, Math.min(WARM, INPUTS));
        Leaks warm = settled();
        run.send(WARM, INPUTS);
        Leaks end = settled();

        report(run);
        assertThat(run.faults()).as("seed %d; one alone: -Dgeofix.fuzz.seed=%d -Dgeofix.fuzz.only=NUMBER", SEED, SEED)
                .isEmpty();
        assertThat(Kept.now()).usingRecursiveComparison().isEqualTo(before);
        StringWriter findings = new StringWriter();
        assertThat(new CommandLine(new CheckDataCommand()).setOut(new PrintWriter(findings)).execute("--data",
                folder.resolve("data").toString(), "--decode")).as(findings.toString()).isZero();
        assertThat(end.temporary()).isEmpty();
        assertThat(end.threads()).as("threads").isLessThanOrEqualTo(warm.threads() + NOISE);
        assertThat(end.files()).as("open files").isLessThanOrEqualTo(warm.files() + FILES_NOISE);
        assertThat(end.tensors()).as("tensors").isLessThanOrEqualTo(warm.tensors());
        assertThat(end.heap()).as("bytes of heap").isLessThan(warm.heap() + HEAP_NOISE);
    }

    /** Once no job is left to run. */
    private static Leaks settled() throws Exception {
        JobService jobs = service.bean(JobService.class);
        for (JobState state : List.of(JobState.QUEUED, JobState.RUNNING)) {
            jobs.list(state, null, 100_000).forEach(job -> {
                try {
                    jobs.cancel(job.id());
                } catch (UserException e) {
                    // by itself, meanwhile
                }
            });
        }
        await().until(() -> Stream.of(JobState.QUEUED, JobState.RUNNING)
                .allMatch(state -> jobs.list(state, null, 1).isEmpty()));
        // Uploads whose job was cancelled before its turn go with the next upload.
        api.postBytes("/api/v1/galleries/default/imports", new byte[]{1}, MediaType.valueOf("image/tiff"));
        List<Path> folders = List.of(folder.resolve("tomcat"), folder.resolve("data/uploads"));
        await().until(() -> Leaks.now(folders).temporary().isEmpty());
        return Leaks.now(folders);
    }

    private static Map<String, List<String>> known() {
        String job = api.postJson("/api/v1/galleries/default/imports", Map.of("source", "town")).body().path("id")
                .asString();
        await().until(() -> !api.get("/api/v1/jobs/" + job).body().path("ended").isNull());
        return Map.of("{gallery}", List.of("default", "fuzz-1", "fuzz-2"), "{tile}",
                List.of("t-0", "t-1", "t-2", "t-9"),
                "{id}", List.of(job, "00000000-0000-0000-0000-000000000000"), "{version}", List.of("tiny"), "{name}",
                List.of("report.json", "job.log"), "{requiredMetricName}", List.of("geofix.ready"));
    }

    /** Routes, and how many answers of each status each gave. */
    private static void report(FuzzRun run) throws IOException {
        StringBuilder table = new StringBuilder("seed " + SEED + ", " + INPUTS + " inputs\n");
        run.counts().forEach((route, statuses) -> table.append(route).append(' ')
                .append(new TreeMap<>(statuses)).append('\n'));
        Queue<String> faults = run.faults();
        faults.forEach(fault -> table.append('\n').append(fault));
        Files.writeString(Files.createDirectories(Path.of("target")).resolve("fuzz.txt"), table);
    }
}
