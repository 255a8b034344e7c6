package dev.geofix.jobs.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A process of a machine, told from a later one that was given the same number by the instant of its start.
 *
 * @param started null where the operating system does not say
 * @param machine where its number means it; null for this one
 */
record ProcessIdentity(long pid, @Nullable Instant started, @Nullable String machine) {
    /** Named instead of what the system says of this machine. */
    static final String MACHINE = "geofix.machine";

    /** The clock may have been set right since: the system gives the start as a time since it booted. */
    private static final Duration CLOCK_ERROR = Duration.ofSeconds(5);

    static ProcessIdentity of(ProcessHandle process) {
        return new ProcessIdentity(process.pid(), process.info().startInstant().orElse(null), thisMachine());
    }

    /** Of this boot of the system, and of this container, which counts its processes for itself. */
    private static String thisMachine() {
        String named = System.getProperty(MACHINE);
        if (named != null) {
            return named;
        }
        try {
            return Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip() + "/"
                    + Files.readSymbolicLink(Path.of("/proc/self/ns/pid"));
        } catch (IOException e) {
            return Objects.requireNonNullElse(System.getenv("HOSTNAME"), "unknown");
        }
    }

    boolean isElsewhere() {
        return machine != null && !machine.equals(thisMachine());
    }

    /** The process, while it lives, on this machine. */
    Optional<ProcessHandle> find() {
        return isElsewhere()
                ? Optional.empty()
                : ProcessHandle.of(pid).filter(ProcessHandle::isAlive).filter(this::isSame)
                        .filter(process -> !LinuxStatus.of(pid).isZombie());
    }

    private boolean isSame(ProcessHandle process) {
        Instant other = process.info().startInstant().orElse(null);
        return started == null || other == null
                || Duration.between(started, other).abs().compareTo(CLOCK_ERROR) <= 0;
    }

    /**
     * What Linux says of a process in {@code /proc/<pid>/status}; nothing on other systems.
     *
     * @param residentBytes memory that it holds in RAM; 0 where unknown
     * @param isZombie whether it has ended and only waits for its parent to take notice
     */
    record LinuxStatus(long residentBytes, boolean isZombie) {
        private static final LinuxStatus UNKNOWN = new LinuxStatus(0, false);

        static LinuxStatus of(long pid) {
            try {
                List<String> lines = Files.readAllLines(Path.of("/proc", Long.toString(pid), "status"));
                return new LinuxStatus(Long.parseLong(value(lines, "VmRSS:", "0")) * 1024,
                        value(lines, "State:", "R").equals("Z"));
            } catch (IOException e) {
                return UNKNOWN;
            }
        }

        /** Memory that could be given to processes without swapping; without bound where the system does not say. */
        static long availableBytes() {
            try {
                return Long.parseLong(value(Files.readAllLines(Path.of("/proc/meminfo")), "MemAvailable:",
                        Long.toString(Long.MAX_VALUE / 1024))) * 1024;
            } catch (IOException e) {
                return Long.MAX_VALUE;
            }
        }

        private static String value(List<String> lines, String name, String absent) {
            return lines.stream().filter(line -> line.startsWith(name)).map(line -> line.split("\\s+")[1]).findFirst()
                    .orElse(absent);
        }
    }
}
