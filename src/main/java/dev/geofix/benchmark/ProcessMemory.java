package dev.geofix.benchmark;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;

/** What this process takes of the machine. */
final class ProcessMemory {
    private static final Path STATUS = Path.of("/proc/self/status");

    private ProcessMemory() {}

    /** Bytes of the heap that are reachable. */
    static long heapInUse() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    /** Of all threads so far. */
    static double cpuSeconds() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime() / 1e9;
    }

    /** Resident set: memory of its own, and pages of mapped files, which the system takes back when it needs them. Linux only. */
    static String resident() {
        try {
            return Files.readAllLines(STATUS).stream()
                    .filter(line -> line.startsWith("RssAnon") || line.startsWith("RssFile"))
                    .map(line -> line.replaceAll("\\s+", " ")).collect(Collectors.joining(", "));
        } catch (IOException e) {
            return "unknown";
        }
    }
}
