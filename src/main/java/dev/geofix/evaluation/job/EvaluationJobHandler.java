package dev.geofix.evaluation.job;

import dev.geofix.inference.ModelRegistry;
import dev.geofix.inference.ModelVersion;
import dev.geofix.jobs.Job;
import dev.geofix.jobs.JobContext;
import dev.geofix.jobs.JobHandler;
import dev.geofix.jobs.Lane;
import dev.geofix.jobs.process.ProcessRuns;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

@Component
class EvaluationJobHandler implements JobHandler {
    static final String KIND = "evaluation";

    private final ProcessRuns processes;
    private final ModelRegistry models;
    private final JsonMapper json;

    EvaluationJobHandler(ProcessRuns processes, ModelRegistry models, JsonMapper json) {
        this.processes = processes;
        this.models = models;
        this.json = json;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Lane lane() {
        return Lane.PROCESSES;
    }

    @Override
    public void run(Job job, JobContext context) throws Exception {
        phase(job).run(processes, context);
        context.progress(1, 1L, "GET /api/v1/jobs/" + job.id() + "/files lists report and figures");
    }

    @Override
    public void abandon(Job job, JobContext context) {
        processes.stop(phase(job).command(context));
    }

    private EvaluationPhase phase(Job job) {
        EvaluationParameters parameters = json.convertValue(job.parameters(), EvaluationParameters.class);
        return new EvaluationPhase(models.folder(new ModelVersion(parameters.model())).toString(),
                parameters.dataset(), parameters.heights(), parameters.protocol(), parameters.flip());
    }
}
