package dev.geofix.training.job;

import dev.geofix.evaluation.Protocol;
import dev.geofix.evaluation.job.EvaluationPhase;
import dev.geofix.jobs.JobContext;
import dev.geofix.jobs.process.ProcessCommand;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The commands of a training job, each a process that can be started again. */
record TrainingPhases(TrainingParameters parameters, JobContext context) {
    /** Folder in the job's folder where the training works. */
    static final String RUN = "run";
    static final String TRAIN = "train";
    private static final String MODEL = "model";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    ProcessCommand train() {
        List<String> arguments = new ArrayList<>(List.of(TRAIN, "--run", path(RUN), "--recipe", parameters.recipe(),
                "--dataset", parameters.dataset()));
        if (!parameters.heights().isEmpty()) {
            arguments.add("--heights=" + String.join(",", parameters.heights().stream().map(String::valueOf).toList()));
        }
        if (parameters.initial() != null) {
            arguments.addAll(List.of("--init", parameters.initial()));
        }
        settings("", JSON.valueToTree(parameters.settings()), arguments);
        return ProcessCommand.of(context, TRAIN, arguments);
    }

    EvaluationPhase evaluate() {
        return new EvaluationPhase(context.folder().resolve(RUN).resolve(MODEL).toString(), parameters.dataset(),
                parameters.heights(), Protocol.FULL, false);
    }

    ProcessCommand calibrate() {
        List<String> arguments = new ArrayList<>(List.of("calibrate", "--model", path(RUN + "/" + MODEL)));
        parameters.calibration().forEach(gallery -> arguments.addAll(List.of("--gallery", gallery)));
        return ProcessCommand.of(context, "calibrate", arguments);
    }

    List<ProcessCommand> all() {
        return List.of(train(), evaluate().command(context), calibrate());
    }

    private static void settings(String prefix, JsonNode node, List<String> arguments) {
        for (Map.Entry<String, JsonNode> setting : node.properties()) {
            String name = prefix + setting.getKey();
            JsonNode value = setting.getValue();
            if (value.isObject()) {
                settings(name + ".", value, arguments);
            } else {
                arguments.add("--set");
                arguments.add(name + "=" + (value.isString() ? value.asString() : value.toString()));
            }
        }
    }

    private String path(String name) {
        return context.folder().resolve(name).toString();
    }
}
