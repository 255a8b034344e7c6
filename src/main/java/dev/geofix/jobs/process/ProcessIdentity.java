package dev.geofix.jobs.process;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A process of this machine, told from a later one that was given the same number by the instant of its start.
 *
 * @param started null where the operating system does not say
 */
record ProcessIdentity(long pid, @Nullable Instant started) {
    /** The clock may have been set right since: the system gives the start as a time since it booted. */
    private static final Duration CLOCK_ERROR = Duration.ofSeconds(5);

    static ProcessIdentity of(ProcessHandle process) {
        return new ProcessIdentity(process.pid(), process.info().startInstant().orElse(null));
    }

    /** The process, while it lives. */
    Optional<ProcessHandle> find() {
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).filter(this::isSame)
                .filter(process -> !LinuxStatus.of(pid).isZombie());
    }

    private boolean isSame(ProcessHandle process) {
        Instant other = process.info().startInstant().orElse(null);
        return started == null || other == null
                || Duration.between(started, other).abs().compareTo(CLOCK_ERROR) <= 0;
    }
}
