package dev.geofix.jobs.process;

import dev.geofix.jobs.JobContext;
import dev.geofix.jobs.JobStoppedException;
import dev.geofix.jobs.process.JobFolder.CommandFiles;
import dev.geofix.jobs.process.JobFolder.Outcome;
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

    private final Launcher launcher;
    private final ProcessSettings settings;

    ProcessRuns(Launcher launcher) {
        this.launcher = launcher;
        settings = launcher.settings();
    }

    /**
     * Returns when the command's work is done.
     *
     * @param onPoll called about twice a second and once at the end, to read the command's progress
     * @throws ProcessFailedException when it failed, or vanished more often than it may
     * @throws JobStoppedException when the job was cancelled, in which case the command has ended, or the service shuts down
     */
    public void run(ProcessCommand command, JobContext context, Runnable onPoll)
            throws IOException, InterruptedException {
        CommandFiles files = command.files();
        int starts = 0;
        while (!isDone(files)) {
            Launcher.State found = launcher.state(command);
            requireNotEnded(command, found);
            if (found.isRunning()) {
                context.log(command.name() + (found.waiting() == null ? ": found running" : ": found waiting"));
            } else {
                requireRestartable(command, starts);
                context.checkCancelled();
                files.clear();
                context.log(command.startLine());
                launcher.start(command);
                starts++;
            }
            requireNotEnded(command, watch(command, context, onPoll));
        }
        onPoll.run();
    }

    private static void requireNotEnded(ProcessCommand command, Launcher.State state) {
        if (state.reason() != null) {
            throw new ProcessFailedException(command.name() + ": " + state.reason());
        }
    }

    /** Ends the command where it still runs. */
    public void stop(ProcessCommand command) {
        launcher.stop(command, settings.grace());
    }

    private static boolean isDone(CommandFiles files) {
        return files.outcome().filter(outcome -> outcome.exitCode() == Outcome.DONE).isPresent();
    }

    /** Until it has ended. */
    private Launcher.State watch(ProcessCommand command, JobContext context, Runnable onPoll)
            throws InterruptedException {
        String waiting = null;
        try {
            while (true) {
                Launcher.State state = launcher.state(command);
                if (!state.isRunning() || isDone(command.files())) {
                    return state;
                }
                if (!Objects.equals(waiting, state.waiting())) {
                    waiting = state.waiting();
                    String note = command.name() + ": " + (waiting == null ? "its process has begun" : waiting);
                    context.log(note);
                    context.progress(0, null, note);
                }
                onPoll.run();
                context.checkCancelled();
                Thread.sleep(POLL_MILLIS);
            }
        } catch (JobStoppedException e) {
            if (context.isCancelled()) {
                context.log(command.name() + ": asked to stop");
                stop(command);
                onPoll.run();
            }
            throw e;
        }
    }

    /** Returns when the command may be started, or started again: it vanished, or somebody else asked it to stop. */
    private void requireRestartable(ProcessCommand command, int starts) throws IOException {
        CommandFiles files = command.files();
        if (files.identity().isEmpty() && starts == 0) {
            return;
        }
        String printed = FailureReason.printed(command);
        Optional<Outcome> outcome = files.outcome();
        String said = outcome.map(Outcome::message).orElse("");
        String reason = FailureReason.memory(said + printed, settings);
        if (reason == null && outcome.filter(known -> known.exitCode() != Outcome.STOPPED).isPresent()) {
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
