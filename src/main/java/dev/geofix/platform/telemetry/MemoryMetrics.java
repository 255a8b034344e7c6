package dev.geofix.platform.telemetry;

import com.sun.management.OperatingSystemMXBean;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.stereotype.Component;

/** Memory of the whole process, most of which the JVM knows nothing of: the network's weights and maps are native. */
@Component
class MemoryMetrics implements MeterBinder {
    private static final Path STATUS = Path.of("/proc/self/status");

    @Override
    public void bindTo(MeterRegistry registry) {
        Metric.PROCESS_RESIDENT.gauge(registry, MemoryMetrics::residentBytes);
        if (ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system) {
            Metric.MEMORY_LIMIT.gauge(registry, system::getTotalMemorySize);
        }
    }

    static long residentBytes() {
        try {
            return Files.readAllLines(STATUS).stream().filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> 1024 * Long.parseLong(line.split("\\s+")[1])).findFirst().orElse(0);
        } catch (IOException e) {
            return 0;
        }
    }
}
