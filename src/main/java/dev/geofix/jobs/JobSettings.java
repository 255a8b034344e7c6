package dev.geofix.jobs;

import dev.geofix.platform.UserException;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of jobs. More jobs than may run side by side wait in line.
 *
 * @param parallel imports and other jobs inside the service that run side by side, in each instance; the others wait. Most use the whole machine, so one is the default. With geofix.database and geofix.store=opensearch, 0 leaves them to other instances
 * @param processes trainings and evaluations, which run in processes of their own, that run side by side, in all instances with one geofix.database together; the others wait. With geofix.database, 0 leaves them to other instances
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

    /**
     * @param isShared whether other instances take jobs from the same database
     * @param isGalleryLocal whether imports and the like can be run by this instance alone
     * @throws UserException when jobs that this instance is given would wait for ever
     */
    void requireSomebodyForJobs(boolean isShared, boolean isGalleryLocal) {
        if (parallel == 0 && (!isShared || isGalleryLocal)) {
            throw new UserException("geofix.job.parallel=0 leaves imports to other instances, and needs "
                    + (isShared
                            ? "geofix.store=opensearch: those into its own data folder only this instance can run"
                            : "geofix.database, which they share")
                    + "; or give at least 1");
        }
        if (processes == 0 && !isShared) {
            throw new UserException("geofix.job.processes=0 leaves trainings to other instances, and needs "
                    + "geofix.database, which they share; or give at least 1");
        }
    }

    private static void requirePlaces(String name, int places) {
        if (places < 0) {
            throw new UserException("geofix.job." + name + " must be at least 0, not " + places);
        }
    }
}
