package dev.geofix.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.geofix.evaluation.EvaluationReport.FixReport;
import dev.geofix.evaluation.EvaluationReport.MethodReport;
import dev.geofix.platform.Progress;
import dev.geofix.simulator.DatasetWriter;
import dev.geofix.simulator.GalleryWriter;
import dev.geofix.simulator.SimulateCommand;
import dev.geofix.simulator.Town;
import dev.geofix.testing.SharedData;
import dev.geofix.testing.TinyModel;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.json.JsonMapper;

class EvaluateCommandTest {
    private static final DatasetWriter.Plan PLAN = new DatasetWriter.Plan(2, 6, 2, 48, 90);

    private final StringWriter out = new StringWriter();

    @TempDir
    private Path folder;

    @Test
    void writesAReportOfBothDirections() throws IOException {
        new DatasetWriter(PLAN).writeUniversity(folder.resolve("set"), 2, Progress.NONE);
        Path damaged = folder.resolve("set/test/gallery_satellite/0006/0006.jpg");
        Files.write(damaged, new byte[100]);
        Path report = folder.resolve("report");
        assertThat(run("--model", model(), "--dataset", folder.resolve("set").toString(), "--protocol", "full,junk",
                "--out", report.toString())).isZero();
        assertThat(names(report)).containsExactly("progress.jsonl", "report.json", "report.md", "retrieval.png");
        EvaluationReport read = JsonMapper.shared().readValue(report.resolve("report.json").toFile(),
                EvaluationReport.class);
        MethodReport method = read.methods().getFirst();
        assertThat(method.sets()).hasSize(4).allMatch(set -> set.dataset().equals("set"));
        assertThat(method.unreadable()).singleElement()
                .satisfies(picture -> assertThat(picture.picture()).isEqualTo(damaged.toString()));
        assertThat(method.partCosine()).isBetween(-1.0, 1.0);
        assertThat(method.pooledCosine()).isBetween(0.5, 1.0);
        assertThat(Files.readString(report.resolve("report.md")))
                .contains("| method | Drone→Satellite R@1 | AP | Satellite→Drone R@1 | AP |")
                .contains("distractors as junk").contains("0006.jpg").contains("](retrieval.png)");
        assertThat(Files.readString(report.resolve("progress.jsonl")).lines().reduce((one, other) -> other)
                .orElseThrow()).contains("\"done\":").contains("\"message\":");
    }

    /** The network is untrained, so that descriptors find nothing; all tiles are looked at closely, so that local features do. */
    @Test
    void fixesStandBesideEachOtherInMetres() throws IOException {
        Path town = town("town", "1");
        Path elsewhere = town("elsewhere", "2").resolve("photos");
        for (String more : names(elsewhere).subList(2, 4)) {
            Files.delete(elsewhere.resolve(more));
        }
        Path report = folder.resolve("report");
        assertThat(run("--model", model(), "--gallery", town.toString(), "--strangers", elsewhere.toString(), "--told",
                "photo,no-heading", "--candidates", "4,16", "--out", report.toString())).isZero();
        assertThat(names(report)).containsExactly("coverage-fixes.png", "progress.jsonl", "report.json", "report.md");
        List<FixReport> fixes = JsonMapper.shared().readValue(report.resolve("report.json").toFile(),
                EvaluationReport.class).fixes();
        assertThat(fixes).hasSize(6).allSatisfy(fix -> {
            assertThat(fix.photos()).isEqualTo(4);
            assertThat(fix.strangers()).isEqualTo(2);
        });
        assertThat(fixes).filteredOn(fix -> fix.method().equals("verified")).hasSize(4).allSatisfy(fix -> {
            assertThat(fix.strangersAccepted()).isZero();
            assertThat(fix.acceptedAndWrong()).isZero();
        });
        FixReport retrieved = fixes.getFirst();
        assertThat(retrieved.method()).isEqualTo("retrieved");
        assertThat(retrieved.candidates()).isZero();
        FixReport verified = fixes.get(2);
        assertThat(verified.method()).isEqualTo("verified");
        assertThat(verified.candidates()).isEqualTo(16);
        assertThat(Objects.requireNonNull(verified.metres()).median()).isLessThan(10)
                .isLessThan(Objects.requireNonNull(retrieved.metres()).median());
        assertThat(verified.accepted()).isGreaterThanOrEqualTo(3);
        assertThat(fixes.stream().map(FixReport::told).distinct()).containsExactly("photo", "no-heading");
        assertThat(Files.readString(report.resolve("report.md"))).contains("## Fixes", "](coverage-fixes.png)")
                .doesNotContain("R@1");
    }

    private Path town(String name, String seed) {
        new CommandLine(new SimulateCommand()).setOut(new PrintWriter(new StringWriter())).execute("--out",
                folder.resolve(name).toString(), "--seed", seed, "--side", "4", "--photos", "4", "--size", "256",
                "--photo-width", "480");
        return folder.resolve(name);
    }

    @Test
    void heightsStandBesideEachOther() throws IOException {
        new DatasetWriter(PLAN).writeSues(folder.resolve("set"), 2, Progress.NONE);
        Path report = folder.resolve("report");
        assertThat(run("--model", model(), "--dataset", folder.resolve("set").toString(), "--heights", "150,300",
                "--out", report.toString())).isZero();
        assertThat(names(report)).contains("retrieval-set-150-m.png", "retrieval-set-300-m.png");
        assertThat(Files.readString(report.resolve("report.md")))
                .contains("Drone→Satellite, 150 m R@1 | AP | Drone→Satellite, 300 m R@1");
    }

    @Test
    void tilesWithCoordinatesGiveMetresAndACurve() throws IOException {
        new GalleryWriter(new GalleryWriter.Plan(3, Town.OPEN_SEA, 3, 3, 120, 100, 48, 6, 128))
                .write(folder.resolve("town"), 2, Progress.NONE);
        Path report = folder.resolve("report");
        assertThat(run("--model", model(), "--tiles", folder.resolve("town").toString(), "--out", report.toString()))
                .isZero();
        assertThat(names(report)).contains("coverage.png", "retrieval.png");
        assertThat(Files.readString(report.resolve("report.md"))).contains("## Error of the best match");
    }

    @Test
    void printsTablesWithoutAFolder() throws IOException {
        new DatasetWriter(PLAN).writeUniversity(folder.resolve("set"), 2, Progress.NONE);
        assertThat(run("--model", model(), "--dataset", folder.resolve("set").toString(), "--flip", "--centre"))
                .isZero();
        assertThat(out.toString()).contains("## All figures").contains("tiny, mean-centred");
    }

    @Test
    void theFloorFindsMostPhotosOfARealFlightOnTheMap() {
        Path weights = SharedData.require("weights/mobilenet_v2_imagenet.safetensors");
        Path brighton = SharedData.require("imagery/pairs/brighton");
        assertThat(run("--floor", weights.toString(), "--tiles", brighton.toString(), "--zoom", "20")).isZero();
        String[] cells = out.toString().lines().filter(line -> line.startsWith("| brighton z20")).findFirst()
                .orElseThrow().split("\\|");
        assertThat(cells[3].trim()).isEqualTo("18");
        assertThat(cells[4].trim()).isEqualTo("18");
        assertThat(Double.parseDouble(cells[7])).as("R@5").isGreaterThan(60);
    }

    @Test
    void saysWhatIsMissing() {
        assertThat(run()).isNotZero();
        assertThat(run("--model", folder.toString())).isNotZero();
        assertThat(run("--model", folder.toString(), "--dataset", folder.resolve("gone").toString())).isNotZero();
        assertThat(out.toString()).contains("name at least one --model").contains("name at least one set")
                .contains("there is no folder");
    }

    private String model() throws IOException {
        Path run = Files.createDirectories(folder.resolve("tiny"));
        return TinyModel.write(run.resolve("model")).toString();
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private int run(String... arguments) {
        PrintWriter writer = new PrintWriter(out, true);
        return new CommandLine(new EvaluateCommand()).setOut(writer).setErr(new PrintWriter(new StringWriter()))
                .setCaseInsensitiveEnumValuesAllowed(true).setExecutionExceptionHandler((e, command, parsed) -> {
                    writer.println(e.getMessage());
                    return 1;
                }).execute(arguments);
    }
}
