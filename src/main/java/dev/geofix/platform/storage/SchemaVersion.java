package dev.geofix.platform.storage;

import java.util.Arrays;
import java.util.Optional;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationVersion;

/** Whether a database is newer than the program that reads it. */
public final class SchemaVersion {
    private SchemaVersion() {}

    /** The same of the database at this JDBC address. */
    public static Optional<String> newer(String url) {
        return newer(Flyway.configure().dataSource(url, null, null).load());
    }

    /** A sentence about both versions when the database is newer; it is not changed. */
    public static Optional<String> newer(Flyway flyway) {
        MigrationVersion known = Arrays.stream(flyway.info().all()).filter(step -> !isUnknown(step))
                .map(MigrationInfo::getVersion).max(MigrationVersion::compareTo).orElse(MigrationVersion.EMPTY);
        return Arrays.stream(flyway.info().all()).filter(SchemaVersion::isUnknown).map(MigrationInfo::getVersion)
                .max(MigrationVersion::compareTo).map(version -> "its schema is " + version
                        + ", and this version knows no more than " + known + ".");
    }

    /** Applied, and later than all that this program has. */
    static boolean isUnknown(MigrationInfo step) {
        return switch (step.getState()) {
            case FUTURE_SUCCESS, FUTURE_FAILED -> true;
            default -> false;
        };
    }
}
