package dev.geofix.training.job;

import dev.geofix.jobs.Job;
import dev.geofix.jobs.JobService;
import dev.geofix.jobs.JobState;
import dev.geofix.jobs.process.JobFolder;
import dev.geofix.platform.UserException;
import dev.geofix.platform.storage.DurableFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.json.JsonMapper;

/** A training that goes on with the run of one that was cancelled or failed. */
@Component
class Resumption {
    private static final String FIELD = "resume";

    private final JobService jobs;
    private final VersionNames names;
    private final JsonMapper json;

    Resumption(JobService jobs, VersionNames names, JsonMapper json) {
        this.jobs = jobs;
        this.names = names;
        this.json = json;
    }

    /** @throws UserException when there is nothing to go on with */
    TrainingParameters of(TrainingRequest request) {
        UUID id = request.resume();
        if (id == null || !new TrainingRequest(request.name(), null, null, null, null, null, null, null, id)
                .equals(request)) {
            throw UserException.ofField(FIELD, "takes all settings from that job; only name may be given with it");
        }
        TrainingParameters before = json.convertValue(requireStopped(id).parameters(), TrainingParameters.class);
        String name = names.free(request.name() == null ? before.name() : request.name()).value();
        return before.named(name).resumedFrom(jobs.folder(id).toString());
    }

    private Job requireStopped(UUID id) {
        Job job = jobs.find(id).orElseThrow(() -> UserException.ofField(FIELD,
                id + " is no job; GET /api/v1/jobs?kind=training lists the trainings"));
        if (!job.kind().equals(TrainingJobHandler.KIND)) {
            throw UserException.ofField(FIELD, id + " is a job of kind " + job.kind() + "; name a training");
        }
        if (job.state() != JobState.CANCELLED && job.state() != JobState.FAILED) {
            throw UserException.ofField(FIELD, id + " is " + job.state()
                    + "; only a cancelled or failed training can be taken up");
        }
        if (new JobFolder(jobs.folder(id)).run().checkpoints().isEmpty()) {
            throw UserException.ofField(FIELD, id + " has no checkpoint yet; submit its settings again");
        }
        return job;
    }

    /** Copies the run, so that the job before keeps what it has; does nothing when that has been done. */
    static void copyRun(JobFolder.Run from, JobFolder.Run to) throws IOException {
        if (Files.exists(to.path())) {
            return;
        }
        Path aside = to.path().resolveSibling(to.path().getFileName() + ".part");
        FileSystemUtils.deleteRecursively(aside);
        FileSystemUtils.copyRecursively(from.path(), aside);
        DurableFiles.moveFolder(aside, to.path());
    }
}
