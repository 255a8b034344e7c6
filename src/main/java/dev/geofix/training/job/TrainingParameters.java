package dev.geofix.training.job;

import dev.geofix.evaluation.Protocol;
import dev.geofix.evaluation.job.EvaluationPhase;
import dev.geofix.jobs.JobContext;
import dev.geofix.jobs.process.JobFolder;
import dev.geofix.jobs.process.ProcessCommand;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Parameters of a training job, as they were checked (real paths, all values given), and the commands that they make: each a process that can be started again.
 *
 * @param initial a safetensors file; null for random weights
 * @param resumedFrom folder of the job whose run goes on; null for a new run
 */
record TrainingParameters(String name, String dataset, List<Integer> heights, String recipe,
        Map<String, Object> settings, @Nullable String initial, List<String> calibration, boolean evaluate,
        @Nullable String resumedFrom) {
    private static final String TRAIN = "train";
    private static final String CALIBRATE = "calibrate";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    TrainingParameters named(String free) {
        return new TrainingParameters(free, dataset, heights, recipe, settings, initial, calibration, evaluate,
                resumedFrom);
    }

    TrainingParameters resumedFrom(String job) {
        return new TrainingParameters(name, dataset, heights, recipe, settings, initial, calibration, evaluate, job);
    }

    ProcessCommand train(JobContext context) {
        List<String> arguments = new ArrayList<>(List.of(TRAIN, "--run", run(context).path().toString(), "--recipe",
                recipe, "--dataset", dataset));
        if (!heights.isEmpty()) {
            arguments.add("--heights=" + String.join(",", heights.stream().map(String::valueOf).toList()));
        }
        if (initial != null) {
            arguments.addAll(List.of("--init", initial));
        }
        addSettings("", JSON.valueToTree(settings), arguments);
        return ProcessCommand.of(context, TRAIN, arguments);
    }

    EvaluationPhase evaluation(JobContext context) {
        return new EvaluationPhase(run(context).model().toString(), dataset, heights, Protocol.FULL, false);
    }

    ProcessCommand calibrate(JobContext context) {
        List<String> arguments = new ArrayList<>(List.of(CALIBRATE, "--model", run(context).model().toString()));
        calibration.forEach(gallery -> arguments.addAll(List.of("--gallery", gallery)));
        return ProcessCommand.of(context, CALIBRATE, arguments);
    }

    private static JobFolder.Run run(JobContext context) {
        return new JobFolder(context.folder()).run();
    }

    private static void addSettings(String prefix, JsonNode node, List<String> arguments) {
        for (Map.Entry<String, JsonNode> setting : node.properties()) {
            String name = prefix + setting.getKey();
            JsonNode value = setting.getValue();
            if (value.isObject()) {
                addSettings(name + ".", value, arguments);
            } else {
                arguments.add("--set");
                arguments.add(name + "=" + (value.isString() ? value.asString() : value.toString()));
            }
        }
    }
}
