package dev.geofix.platform.telemetry;

import com.sun.management.OperatingSystemMXBean;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.health.actuate.endpoint.HealthDescriptor;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.health.contributor.Status;
import org.springframework.stereotype.Component;

/**
 * Of the process as a whole: its memory, most of which the JVM knows nothing of, as the network's weights and maps are native; and what the readiness probe is
 * told, for those who watch metrics and no probes.
 */
@Component
class ProcessMetrics implements MeterBinder {
    private static final Path STATUS = Path.of("/proc/self/status");

    private final ObjectProvider<HealthEndpoint> health;

    ProcessMetrics(ObjectProvider<HealthEndpoint> health) {
        this.health = health;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Metric.READY.gauge(registry, () -> isReady() ? 1 : 0);
        Metric.PROCESS_RESIDENT.gauge(registry, ProcessMetrics::residentBytes);
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

    private boolean isReady() {
        HealthEndpoint endpoint = health.getIfAvailable();
        HealthDescriptor readiness = endpoint == null ? null : endpoint.healthForPath("readiness");
        return readiness != null && Status.UP.equals(readiness.getStatus());
    }
}
