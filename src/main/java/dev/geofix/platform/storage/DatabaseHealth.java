package dev.geofix.platform.storage;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** Whether jobs, keys and audit can be read and written; part of readiness. */
@Component("database")
class DatabaseHealth implements HealthIndicator {
    private final OperationsDatabase database;

    DatabaseHealth(OperationsDatabase database) {
        this.database = database;
    }

    @Override
    public Health health() {
        if (!database.isShared()) {
            return Health.up().withDetail("database", database.name()).build();
        }
        try {
            database.read(jdbc -> jdbc.sql("select 1").query(Integer.class).single());
            return Health.up().withDetail("database", database.name()).build();
        } catch (RuntimeException e) {
            return Health.down().withDetail("database", database.name())
                    .withDetail("reason", String.valueOf(e.getMessage())).build();
        }
    }
}
