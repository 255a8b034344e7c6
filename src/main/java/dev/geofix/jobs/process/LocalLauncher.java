package dev.geofix.jobs.process;

import dev.geofix.jobs.process.ProcessIdentity.LinuxStatus;
import dev.geofix.jobs.process.JobFolder.CommandFiles;
import dev.geofix.jobs.process.ProcessIdentity.LinuxStatus;
import dev.geofix.platform.NativeHeap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;

/**
 * Runs commands as child processes on this machine, with memory and threads bounded. Where several services share their jobs, those of other machines are known by their beats, and stopped by a file.
 */
public class LocalLauncher implements Launcher {
    /** Gives the child a session of its own, so that neither Ctrl-C nor a closed terminal that ends the service ends it too. */
    private static final Path SETSID = Path.of("/usr/bin/setsid");

    private final ProcessSettings settings;
    /** Those started by this run of the service, which may not have written who they are yet. */
    private final Map<CommandFiles, ProcessHandle> started = new ConcurrentHashMap<>();

    private final @Nullable BeatWatch elsewhere;

    /** @param silence after which a process of another machine that gave no sign of life is taken for ended; null where there are no other machines */
    public LocalLauncher(ProcessSettings settings, @Nullable Duration silence) {
        this.settings = settings;
        elsewhere = silence == null ? null : new BeatWatch(silence);
    }

    @Override
    public ProcessSettings settings() {
        return settings;
    }

    @Override
    public void start(ProcessCommand command) throws IOException {
        Files.createDirectories(command.folder());
        List<String> words = new ArrayList<>();
        if (Files.isExecutable(SETSID)) {
            words.add(SETSID.toString());
        }
        List<String> java = JavaCommandLine.of(command, settings, null, null);
        words.addAll(java);
        if (elsewhere != null) {
            words.add(words.size() - java.size() + 1, "-D" + Reporter.BEATS + "=true");
        }
        ProcessBuilder builder = new ProcessBuilder(words)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(command.output().toFile()))
                .redirectErrorStream(true);
        builder.environment().put("OMP_NUM_THREADS", Integer.toString(settings.threads()));
        NativeHeap.into(builder.environment());
        Process process = builder.start();
        process.getOutputStream().close();
        started.put(command.files(), process.toHandle());
        if (elsewhere != null) {
            // Another service may come for the job before the command has said so.
            command.files().write(ProcessIdentity.of(process.toHandle()));
        }
    }

    @Override
    public Launcher.State state(ProcessCommand command) {
        Optional<ProcessHandle> process = find(command);
        if (process.isEmpty()) {
            return elsewhere != null && elsewhere.isAlive(command.files())
                    ? Launcher.State.RUNNING
                    : Launcher.State.ABSENT;
        }
        String reason = tooMuch(LinuxStatus.of(process.get().pid()).residentBytes(), LinuxStatus.availableBytes());
        if (reason == null) {
            return Launcher.State.RUNNING;
        }
        stop(command, Duration.ZERO);
        return Launcher.State
                .ended(reason + " or ask for less: smaller batches, a smaller input or a smaller backbone.");
    }

    private @Nullable String tooMuch(long resident, long available) {
        if (resident > settings.memoryBytes()) {
            return "It was stopped because it held %d MB of memory, more than the %d MB of geofix.job.process.memory. Raise that,"
                    .formatted(megabytes(resident), megabytes(settings.memoryBytes()));
        }
        return available >= settings.reserveBytes()
                ? null
                : "It was stopped, holding %d MB, because the machine had only %d MB of memory left, less than the %d MB of geofix.job.process.reserve. Free memory,"
                        .formatted(megabytes(resident), megabytes(available), megabytes(settings.reserveBytes()));
    }

    private static long megabytes(long bytes) {
        return DataSize.ofBytes(bytes).toMegabytes();
    }

    @Override
    public void stop(ProcessCommand command, Duration grace) {
        if (elsewhere != null && elsewhere.isAlive(command.files())) {
            elsewhere.stop(command.files(), command.name(), grace);
            return;
        }
        find(command).ifPresent(process -> {
            process.destroy();
            if (!hasEnded(process, grace)) {
                process.destroyForcibly();
                hasEnded(process, settings.grace());
            }
        });
    }

    private Optional<ProcessHandle> find(ProcessCommand command) {
        return Optional.ofNullable(started.get(command.files())).filter(ProcessHandle::isAlive)
                .or(() -> command.files().identity().flatMap(ProcessIdentity::find));
    }

    private static boolean hasEnded(ProcessHandle process, Duration within) {
        try {
            process.onExit().get(within.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException | ExecutionException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
