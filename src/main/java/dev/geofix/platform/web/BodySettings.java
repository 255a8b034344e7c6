package dev.geofix.platform.web;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What the bodies of requests may take of the service while they are read.
 *
 * @param parallel bodies that are read side by side; with more, 503
 * @param parallelPerCaller bodies of one key or token that are read side by side; with more, 429
 * @param minRate bytes a second that a sender must reach on average; a slower one is ended with 408
 * @param grace how long the service waits for a body before its rate counts
 * @param maxJson length of a JSON body; a longer one is refused with 413
 */
@ConfigurationProperties("geofix.body")
public record BodySettings(@DefaultValue("256") int parallel, @DefaultValue("64") int parallelPerCaller,
        @DefaultValue("4KB") DataSize minRate,
        @DefaultValue("10s") Duration grace, @DefaultValue("1MB") DataSize maxJson) {
    public BodySettings {
        if (parallel < 1 || parallelPerCaller < 1 || minRate.toBytes() < 0 || grace.isNegative()
                || maxJson.toBytes() < 1) {
            throw new IllegalArgumentException(
                    "geofix.body needs parallel and parallel-per-caller of at least 1, and no negative min-rate, grace or max-json");
        }
    }
}
