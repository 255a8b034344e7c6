package dev.geofix.demo;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** Ready once the default gallery can be asked. */
@Component("defaultGallery")
class DefaultGalleryHealth implements HealthIndicator {
    private final FirstStart firstStart;

    DefaultGalleryHealth(FirstStart firstStart) {
        this.firstStart = firstStart;
    }

    @Override
    public Health health() {
        String reason = firstStart.reasonToWait(FirstStart.GALLERY);
        return reason == null ? Health.up().build() : Health.outOfService().withDetail("reason", reason).build();
    }
}
