package dev.geofix.evaluation.job;

import dev.geofix.evaluation.Protocol;
import dev.geofix.inference.ModelRegistry;
import dev.geofix.inference.ModelVersion;
import dev.geofix.jobs.JobContext;
import dev.geofix.jobs.process.ProcessCommand;
import dev.geofix.jobs.process.ProcessJobHandler;
import dev.geofix.jobs.process.ProcessRuns;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

@Component
class EvaluationJobHandler extends ProcessJobHandler<EvaluationJobHandler.Parameters> {
    static final String KIND = "evaluation";

    private final ModelRegistry models;

    EvaluationJobHandler(ProcessRuns processes, ModelRegistry models, JsonMapper json) {
        super(KIND, Parameters.class, processes, json);
        this.models = models;
    }

    @Override
    protected void run(UUID job, Parameters parameters, JobContext context)
            throws IOException, InterruptedException {
        phase(parameters).run(processes, context);
        context.progress(1, 1L, "GET /api/v1/jobs/" + job + "/files lists report and figures");
    }

    @Override
    protected List<ProcessCommand> commands(Parameters parameters, JobContext context) {
        return List.of(phase(parameters).command(context));
    }

    private EvaluationPhase phase(Parameters parameters) {
        return new EvaluationPhase(models.folder(new ModelVersion(parameters.model())).toString(),
                parameters.dataset(), parameters.heights(), parameters.protocol(), parameters.flip());
    }

    /** Parameters of an evaluation job, as they were checked: the real path of the set, all values given. */
    record Parameters(String model, String dataset, List<Integer> heights, Protocol protocol, boolean flip) {}
}
