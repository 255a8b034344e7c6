package dev.geofix.evaluation.job;

import dev.geofix.evaluation.Protocol;
import dev.geofix.jobs.JobContext;
import dev.geofix.jobs.ProgressReader;
import dev.geofix.jobs.process.ProcessCommand;
import dev.geofix.jobs.process.ProcessRuns;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The command {@code evaluate} as the work of a job, or a part of it. Its report and figures lie in the folder {@value #FOLDER} of the job's.
 *
 * @param model folder of the model
 * @param dataset folder of the data set
 * @param heights to use; empty for all
 * @param flip whether descriptors are averaged with those of the mirrored images
 */
public record EvaluationPhase(String model, String dataset, List<Integer> heights, Protocol protocol, boolean flip) {
    private static final String FOLDER = "evaluation";
    private static final String COMMAND = "evaluate";

    public ProcessCommand command(JobContext context) {
        List<String> arguments = new ArrayList<>(List.of(COMMAND, "--model", model, "--dataset", dataset, "--protocol",
                protocol.name(), "--out", context.folder().resolve(FOLDER).toString()));
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
        ProgressReader progress = new ProgressReader(context.folder().resolve(FOLDER).resolve("progress.jsonl"),
                "evaluation: ");
        context.progress(0, null, "evaluation");
        processes.run(command(context), context, () -> progress.report(context));
    }

    /** The figures of a finished evaluation, JSON. */
    public static Path report(Path job) {
        return job.resolve(FOLDER).resolve("report.json");
    }
}
