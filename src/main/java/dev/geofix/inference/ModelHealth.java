package dev.geofix.inference;

import dev.geofix.inference.ModelRegistry.NoActiveModelException;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** Ready once a model is loaded and warm. */
@Component("model")
class ModelHealth implements HealthIndicator {
    private final ModelRegistry models;

    ModelHealth(ModelRegistry models) {
        this.models = models;
    }

    @Override
    public Health health() {
        try {
            return Health.up().withDetail("version", models.active().version().value()).build();
        } catch (NoActiveModelException e) {
            return Health.outOfService().withDetail("reason", String.valueOf(e.getMessage())).build();
        }
    }
}
