package dev.geofix.jobs;

import dev.geofix.platform.UserException;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of jobs. More jobs than may run side by side wait in line.
 *
 * @param parallel imports and other jobs inside the service that run side by side, in each instance; the others wait. Most use the whole machine, so one is the default
 * @param processes trainings and evaluations, which run in processes of their own, that run side by side, in all instances with one geofix.database together; the others wait
 * @param kinds kinds of jobs that this instance takes, such as import or reindex; all unless given. The others wait for other instances with the same geofix.database
 * @param lease with geofix.database, how long after an instance has died another one takes its jobs over; it is renewed six times as often. At least 5 seconds
 */
@ConfigurationProperties("geofix.job")
record JobSettings(@DefaultValue("1") int parallel, @DefaultValue("1") int processes,
        @DefaultValue List<String> kinds, @DefaultValue("30s") Duration lease) {
    private static final Duration SHORTEST_LEASE = Duration.ofSeconds(5);

    JobSettings {
        requirePlaces("parallel", parallel);
        requirePlaces("processes", processes);
        if (lease.compareTo(SHORTEST_LEASE) < 0) {
            throw new UserException("geofix.job.lease must be at least 5s, not " + lease.toMillis() + " ms");
        }
    }

    private static void requirePlaces(String name, int places) {
        if (places < 1) {
            throw new UserException("geofix.job." + name + " must be at least 1, not " + places);
        }
    }
}
