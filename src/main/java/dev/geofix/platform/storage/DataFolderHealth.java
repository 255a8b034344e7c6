package dev.geofix.platform.storage;

import dev.geofix.platform.GeofixSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;

/**
 * Whether the data folder, and the shared one where there is one, can be written, tried each time, and has room. It is in neither readiness nor liveness: photos are still answered, and neither
 * other traffic nor a restart would make room.
 */
@Component("dataFolder")
class DataFolderHealth implements HealthIndicator {
    private static final String PROBE = ".health";

    private final Path folder;
    private final Path shared;
    private final DataSize least;

    DataFolderHealth(GeofixSettings settings, @Value("${management.health.diskspace.threshold:1GB}") DataSize least) {
        folder = settings.data();
        shared = settings.sharedFolder();
        this.least = least;
    }

    @Override
    public Health health() {
        Health own = health(folder);
        return shared.equals(folder) || own.getStatus().equals(Status.DOWN) ? own : health(shared);
    }

    private Health health(Path folder) {
        try {
            Path probe = folder.resolve(PROBE);
            Files.write(probe, new byte[]{1});
            Files.deleteIfExists(probe);
            long free = Files.getFileStore(folder).getUsableSpace();
            Health.Builder health = free < least.toBytes()
                    ? Health.down().withDetail("reason", "There is less than " + least.toMegabytes()
                            + " MB left on the disk of the data folder. Make room there.")
                    : Health.up();
            return health.withDetail("path", folder.toString()).withDetail("freeBytes", free).build();
        } catch (IOException e) {
            return Health.down().withDetail("path", folder.toString())
                    .withDetail("reason", "The data folder cannot be written (" + e
                            + "). Nothing new is kept; what is there can be asked. Mount it writable, or make room.")
                    .build();
        }
    }
}
