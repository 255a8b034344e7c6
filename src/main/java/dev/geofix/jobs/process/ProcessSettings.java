package dev.geofix.jobs.process;

import com.sun.management.OperatingSystemMXBean;
import dev.geofix.platform.UserException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What a process of a job may use.
 *
 * @param heap Java heap of a job's process at most; a quarter of the machine's memory unless given
 * @param memory what a job's process may hold in all, the engine's tensors included; above it is stopped. Three quarters of the machine's memory unless given
 * @param reserve memory that the machine keeps free: when less is left, a job's process is stopped before the system picks one to end. A
 *     thirty-second of the machine's memory unless given; needs Linux
 * @param threads cores that the engine of a job's process uses; 0 means all but one, which keeps answering requests
 * @param restarts how often a job's process is started again when it vanishes without a word
 * @param grace time that a job's process gets for a last checkpoint when its job is cancelled; then it is ended by force
 * @param jvmOptions further options of the JVM of a job's process
 */
@ConfigurationProperties("geofix.job.process")
public record ProcessSettings(@Nullable DataSize heap, @Nullable DataSize memory, @Nullable DataSize reserve,
        @DefaultValue("0") int threads,
        @DefaultValue("3") int restarts, @DefaultValue("60s") Duration grace, @DefaultValue List<String> jvmOptions) {
    public ProcessSettings {
        if (threads < 0 || restarts < 0 || grace.isNegative()) {
            throw new UserException(
                    "geofix.job.process needs threads, restarts and grace of at least 0");
        }
        if (threads == 0) {
            threads = Math.max(1, Runtime.getRuntime().availableProcessors() - 1);
        }
    }

    /** The same within the memory and the cores of another machine. */
    public ProcessSettings within(long bytes, int cores) {
        DataSize bound = heap == null ? DataSize.ofBytes(bytes / 4) : heap;
        return new ProcessSettings(bound, DataSize.ofBytes(bytes), reserve, cores, restarts, grace, jvmOptions);
    }

    public long heapBytes() {
        return heap == null ? machineMemory() / 4 : heap.toBytes();
    }

    long memoryBytes() {
        return memory == null ? machineMemory() / 4 * 3 : memory.toBytes();
    }

    long reserveBytes() {
        return reserve == null ? machineMemory() / 32 : reserve.toBytes();
    }

    /** Of the container, where the service runs in one. */
    private static long machineMemory() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getTotalMemorySize();
    }
}
