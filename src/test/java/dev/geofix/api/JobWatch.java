package dev.geofix.api;

import static org.awaitility.Awaitility.await;

import dev.geofix.testing.Api;
import tools.jackson.databind.JsonNode;

/** Follows jobs as a client does. */
final class JobWatch {

    private JobWatch() {}

    /** @param job its path */
    static JsonNode ended(Api api, String job) {
        return await().until(() -> api.get(job).body(), now -> !now.path("ended").isNull());
    }

    static void awaitSteps(Api api, String job, long steps) {
        await().until(() -> lastStep(api, job) >= steps);
    }

    /** Of a training; -1 before its first. */
    static long lastStep(Api api, String job) {
        JsonNode metrics = api.get(job + "/metrics").body();
        return metrics.isEmpty() ? -1 : metrics.get(metrics.size() - 1).path("step").asLong();
    }
}
