package dev.geofix.jobs.process;

import dev.geofix.jobs.JobContext;
import dev.geofix.jobs.JobStoppedException;
import java.io.IOException;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Runs a command for a job and waits for its end: found again when it was started by an earlier run of the service, passed over when it is done
 * already, started again when it vanished. A shutdown of the service leaves it running.
 */
@Component
public class ProcessRuns {
    private static final long POLL_MILLIS = 500;
    public static final String STARTED = ": process started";

    private final Launcher launcher;
    private final ProcessSettings settings;

    ProcessRuns(Launcher launcher) {
        this.launcher = launcher;
        settings = launcher.settings();
    }

    /**
     * Returns when the command's work is done.
     *
     * @param look called about twice a second and once at the end, to read the command's progress
     * @throws ProcessFailedException when it failed, or vanished more often than it may
     * @throws JobStoppedException when the job was cancelled, in which case the command has ended, or the service shuts down
     */
    public void run(ProcessCommand command, JobContext context, Runnable look)
            throws IOException, InterruptedException {
        ProcessFiles files = command.files();
        int starts = 0;
        while (!isDone(files)) {
            ProcessState found = launcher.standing(command);
            requireNoReason(command, found);
            if (found.isRunning()) {
                context.log(command.name() + (found.waiting() == null ? ": found running" : ": found waiting"));
            } else {
                requireHope(command, starts);
                context.checkCancelled();
                files.clear();
                context.log(command.name() + STARTED);
                launcher.start(command);
                starts++;
            }
            requireNoReason(command, watch(command, context, look));
        }
        look.run();
    }

    private static void requireNoReason(ProcessCommand command, ProcessState standing) {
        if (standing.reason() != null) {
            throw new ProcessFailedException(command.name() + ": " + standing.reason());
        }
    }

    /** Ends the command where it still runs. */
    public void stop(ProcessCommand command) {
        launcher.stop(command, settings.grace());
    }

    private static boolean isDone(ProcessFiles files) {
        return files.outcome().filter(outcome -> outcome.exitCode() == ProcessOutcome.DONE).isPresent();
    }

    /** Until it has ended. */
    private ProcessState watch(ProcessCommand command, JobContext context, Runnable look) throws InterruptedException {
        String waiting = null;
        try {
            while (true) {
                ProcessState standing = launcher.standing(command);
                if (!standing.isRunning() || isDone(command.files())) {
                    return standing;
                }
                if (!Objects.equals(waiting, standing.waiting())) {
                    waiting = standing.waiting();
                    String note = command.name() + ": " + (waiting == null ? "its process has begun" : waiting);
                    context.log(note);
                    context.progress(0, null, note);
                }
                look.run();
                context.checkCancelled();
                Thread.sleep(POLL_MILLIS);
            }
        } catch (JobStoppedException e) {
            if (context.isCancelled()) {
                context.log(command.name() + ": asked to stop");
                stop(command);
                look.run();
            }
            throw e;
        }
    }

    /** Returns when the command may be started, or started again: it vanished, or somebody else asked it to stop. */
    private void requireHope(ProcessCommand command, int starts) throws IOException {
        ProcessFiles files = command.files();
        if (files.identity().isEmpty() && starts == 0) {
            return;
        }
        String printed = PrintedTail.of(command.output(), command.name() + STARTED);
        Optional<ProcessOutcome> outcome = files.outcome();
        String said = outcome.map(ProcessOutcome::message).orElse("");
        String reason = FailureReason.memory(said + printed, settings);
        if (reason == null && outcome.filter(known -> known.exitCode() != ProcessOutcome.STOPPED).isPresent()) {
            reason = said.isBlank() ? "It failed. It printed last:\n" + printed : said;
        }
        if (reason == null && starts > settings.restarts()) {
            reason = FailureReason.vanished(starts, printed);
        }
        if (reason != null) {
            throw new ProcessFailedException(command.name() + ": " + reason);
        }
    }
}
