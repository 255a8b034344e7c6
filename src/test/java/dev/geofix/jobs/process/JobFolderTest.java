package dev.geofix.jobs.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.geofix.jobs.process.JobFolder.ClusterJob;
import dev.geofix.jobs.process.JobFolder.CommandFiles;
import dev.geofix.jobs.process.JobFolder.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/**
 * The contract between a job's commands and the service. Folders that an earlier version has left are still read, so nothing that stands here in numbers and names may
 * change.
 */
class JobFolderTest {
    @TempDir
    private Path path;

    @Test
    void everyFileHasItsName() {
        JobFolder folder = new JobFolder(path);
        assertThat(Stream.of(folder.run().path(), folder.run().config(), folder.run().metrics(), folder.run().model(),
                folder.run().checkpoint(12), folder.evaluation().path(), folder.evaluation().progress(),
                folder.evaluation().report(), folder.evaluation().page(), folder.command("train").arguments(),
                folder.command("train").crashLog()).map(file -> path.relativize(file).toString()))
                .containsExactly("run", "run/config.json", "run/metrics.jsonl", "run/model", "run/checkpoint-00000012",
                        "evaluation", "evaluation/progress.jsonl", "evaluation/report.json", "evaluation/report.md",
                        "train.arguments", "train.crash-%p.log");
    }

    @Test
    void everyExitStatusHasItsNumber() {
        assertThat(List.of(Outcome.DONE, Outcome.FAILED, Outcome.REFUSED, Outcome.STOPPED)).containsExactly(0, 1, 2, 3);
        assertThat(List.of(CommandLine.ExitCode.OK, CommandLine.ExitCode.SOFTWARE, CommandLine.ExitCode.USAGE))
                .as("what the command line gives of itself")
                .containsExactly(Outcome.DONE, Outcome.FAILED, Outcome.REFUSED);
    }

    @Test
    void whatACommandSaysIsWhatTheServiceReads() throws IOException {
        CommandFiles command = new JobFolder(path).command("train");
        CommandFiles service = new JobFolder(path).command("train");
        assertThat(service.identity()).isEmpty();
        ProcessIdentity identity = new ProcessIdentity(7, Instant.parse("2026-01-01T00:00:00Z"), "m");
        command.begin(identity);
        assertThat(service.identity()).contains(identity);
        assertThat(service.outcome()).as("while it runs").isEmpty();

        command.write(new Outcome(Outcome.STOPPED, "asked to"));
        assertThat(service.outcome()).contains(new Outcome(Outcome.STOPPED, "asked to"));
        assertThat(path).isDirectoryContaining("glob:**/train.process.json")
                .isDirectoryContaining("glob:**/train.outcome.json");
        command.begin(identity);
        assertThat(service.outcome()).as("an earlier start's").isEmpty();

        service.write(new ClusterJob("maps", "geofix-train-1"));
        assertThat(new JobFolder(path).command("train").clusterJob())
                .contains(new ClusterJob("maps", "geofix-train-1"));
        assertThat(path.resolve("train.kubernetes.json")).exists();
        service.clear();
        assertThat(service.identity()).isEmpty();
    }

    @Test
    void aStartedCommandIsKnownByItsMarks() throws IOException {
        JobFolder folder = new JobFolder(path);
        Files.writeString(path.resolve("job.log"), "started");
        assertThat(folder.startMarks()).isEmpty();
        Files.writeString(folder.command("evaluate").arguments(), "-Xmx1g");
        folder.command("train").begin(new ProcessIdentity(7, null, null));
        folder.command("train").write(new Outcome(Outcome.DONE, ""));
        folder.command("train").write(new ClusterJob("maps", "geofix-train-1"));
        assertThat(folder.startMarks()).extracting(file -> file.getFileName().toString())
                .containsExactly("evaluate.arguments", "train.kubernetes.json", "train.process.json");
        assertThat(folder.identities()).containsExactly(new ProcessIdentity(7, null, null));
    }

    @Test
    void checkpointsComeOldestFirstAndOnlyWhole() throws IOException {
        JobFolder.Run run = new JobFolder(path).run();
        assertThat(run.checkpoints()).isEmpty();
        Files.createDirectories(run.checkpoint(100));
        Files.createDirectories(run.checkpoint(20));
        Files.createDirectories(run.path().resolve("checkpoint.part"));
        assertThat(run.checkpoints()).containsExactly(run.checkpoint(20), run.checkpoint(100));
    }

    @Test
    void theUserGetsSettingsMetricsReportAndFiguresAndNothingElse() throws IOException {
        JobFolder folder = new JobFolder(path);
        assertThat(folder.results()).isEmpty();
        for (String file : List.of("job.log", "train.outcome.json", "run/config.json", "run/metrics.jsonl", "run/lock",
                "run/model/model.json", "evaluation/report.json", "evaluation/report.md", "evaluation/retrieval.png",
                "evaluation/coverage-150-m.png", "evaluation/progress.jsonl", "evaluation/report.json.part")) {
            Files.createDirectories(path.resolve(file).getParent());
            Files.writeString(path.resolve(file), file);
        }
        assertThat(folder.results()).extracting(file -> path.relativize(file).toString()).containsExactlyInAnyOrder(
                "run/config.json", "run/metrics.jsonl", "evaluation/report.json", "evaluation/report.md",
                "evaluation/retrieval.png", "evaluation/coverage-150-m.png");
    }
}
