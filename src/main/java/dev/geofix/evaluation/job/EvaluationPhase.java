package dev.geofix.evaluation.job;

import dev.geofix.evaluation.Protocol;
import dev.geofix.jobs.JobContext;
import dev.geofix.jobs.ProgressReader;
import dev.geofix.jobs.process.JobFolder;
import dev.geofix.jobs.process.ProcessCommand;
import dev.geofix.jobs.process.ProcessRuns;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The command {@code evaluate} as the work of a job, or a part of it. Its report and figures lie where {@link JobFolder} says.
 *
 * @param model folder of the model
 * @param dataset folder of the data set
 * @param heights to use; empty for all
 * @param flip whether descriptors are averaged with those of the mirrored images
 */
public record EvaluationPhase(String model, String dataset, List<Integer> heights, Protocol protocol, boolean flip) {
    private static final String COMMAND = "evaluate";

    public ProcessCommand command(JobContext context) {
        List<String> arguments = new ArrayList<>(List.of(COMMAND, "--model", model, "--dataset", dataset, "--protocol",
                protocol.name(), "--out", files(context).path().toString()));
        if (!heights.isEmpty()) {
            arguments.add("--heights=" + String.join(",", heights.stream().map(String::valueOf).toList()));
        }
        if (flip) {
            arguments.add("--flip");
        }
        return ProcessCommand.of(context, COMMAND, arguments);
    }

    /** Returns when it is done. */
    public void run(ProcessRuns processes, JobContext context) throws IOException, InterruptedException {
        ProgressReader progress = new ProgressReader(files(context).progress(), "evaluation: ");
        context.progress(0, null, "evaluation");
        processes.run(command(context), context, () -> progress.report(context));
    }

    private static JobFolder.Evaluation files(JobContext context) {
        return new JobFolder(context.folder()).evaluation();
    }
}
