package dev.geofix.api;

import static org.awaitility.Awaitility.await;

import dev.geofix.testing.Api;
import java.time.Duration;
import tools.jackson.databind.JsonNode;

/** Follows jobs as a client does. */
final class JobWatch {
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    private JobWatch() {}

    /** @param job its path */
    static JsonNode ended(Api api, String job) {
        return await().atMost(PATIENCE).until(() -> api.get(job).body(), now -> !now.path("ended").isNull());
    }

    static void awaitSteps(Api api, String job, long steps) {
        await().atMost(PATIENCE).until(() -> lastStep(api, job) >= steps);
    }

    /** Of a training; -1 before its first. */
    static long lastStep(Api api, String job) {
        JsonNode metrics = api.get(job + "/metrics").body();
        return metrics.isEmpty() ? -1 : metrics.get(metrics.size() - 1).path("step").asLong();
    }
}
