package dev.geofix.gallery.opensearch;

import dev.geofix.platform.UnavailableException;
import java.util.Map;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * The cluster as it says of itself. It is no part of readiness: a service that cannot reach it answers that in words, which is more than no answer.
 */
@Component("galleryStore")
@ConditionalOnProperty(name = "geofix.store", havingValue = "opensearch")
class OpenSearchHealth implements HealthIndicator {
    private final Cluster cluster;

    OpenSearchHealth(Cluster cluster) {
        this.cluster = cluster;
    }

    @Override
    public Health health() {
        try {
            JsonNode health = cluster.ask("GET", "/_cluster/health", Map.of(), null);
            String status = health.path("status").asString("red");
            return (status.equals("red") ? Health.down() : Health.up()).withDetail("status", status)
                    .withDetail("nodes", health.path("number_of_nodes").asInt(0))
                    .withDetail("unassignedShards", health.path("unassigned_shards").asInt(0)).build();
        } catch (UnavailableException e) {
            return Health.down().withDetail("reason", String.valueOf(e.getMessage())).build();
        }
    }
}
