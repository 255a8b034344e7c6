package dev.geofix.jobs.process;

import dev.geofix.jobs.Job;
import dev.geofix.jobs.JobContext;
import dev.geofix.jobs.JobHandler;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.json.JsonMapper;

/**
 * A kind of job whose work is done by commands in processes of their own.
 *
 * @param <P> its parameters, as they were checked
 */
public abstract class ProcessJobHandler<P> implements JobHandler {
    protected final ProcessRuns processes;
    private final String kind;
    private final Class<P> parameters;
    private final JsonMapper json;

    protected ProcessJobHandler(String kind, Class<P> parameters, ProcessRuns processes, JsonMapper json) {
        this.kind = kind;
        this.parameters = parameters;
        this.processes = processes;
        this.json = json;
    }

    /** Runs the commands one after the other; those that are done already are passed over. */
    protected abstract void run(UUID job, P parameters, JobContext context) throws Exception;

    /** All commands that such a job may have started. */
    protected abstract List<ProcessCommand> commands(P parameters, JobContext context);

    @Override
    public final String kind() {
        return kind;
    }

    @Override
    public final Lane lane() {
        return Lane.PROCESSES;
    }

    @Override
    public final Optional<Path> metrics(Path folder) {
        return Optional.of(new JobFolder(folder).run().metrics());
    }

    @Override
    public final List<Path> results(Path folder) {
        return new JobFolder(folder).results();
    }

    @Override
    public final void run(Job job, JobContext context) throws Exception {
        run(job.id(), parameters(job), context);
    }

    @Override
    public final void abandon(Job job, JobContext context) {
        commands(parameters(job), context).forEach(processes::stop);
    }

    private P parameters(Job job) {
        return json.convertValue(job.parameters(), parameters);
    }
}
