package dev.geofix.platform.web;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.springframework.http.HttpStatus;

/** The places for bodies that are read, of which one caller, whose senders have all fallen silent for instance, gets no more than its share. */
final class BodyBulkhead {
    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    private final BodySettings settings;
    private final Map<String, Integer> taken = new HashMap<>();
    private int all;

    BodyBulkhead(BodySettings settings) {
        this.settings = settings;
    }

    /**
     * @param caller empty for this machine without keys, which may have all places
     * @throws BodyRefusedException when there is no place, or none for this caller
     */
    synchronized void take(String caller) throws BodyRefusedException {
        if (!caller.isEmpty() && taken.getOrDefault(caller, 0) >= settings.parallelPerCaller()) {
            throw refusal(HttpStatus.TOO_MANY_REQUESTS, settings.parallelPerCaller()
                    + " requests of this key or token are being read already (geofix.body.parallel-per-caller)");
        }
        if (all >= settings.parallel()) {
            throw refusal(HttpStatus.SERVICE_UNAVAILABLE, settings.parallel() + " requests are being read already");
        }
        all++;
        taken.merge(caller, 1, Integer::sum);
    }

    synchronized void free(String caller) {
        all--;
        taken.computeIfPresent(caller, (name, count) -> count == 1 ? null : count - 1);
    }

    private static BodyRefusedException refusal(HttpStatus status, String reason) {
        return new BodyRefusedException(status, reason + "; try again in " + RETRY_AFTER.toSeconds() + " s.",
                RETRY_AFTER);
    }
}
