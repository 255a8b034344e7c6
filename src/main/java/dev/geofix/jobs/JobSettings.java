package dev.geofix.jobs;

import dev.geofix.platform.UserException;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of jobs. More jobs than may run side by side wait in line.
 *
 * @param parallel imports and other jobs inside the service that run side by side; the others wait. Most use the whole machine, so one is the default
 * @param processes trainings and evaluations, which run in processes of their own, that run side by side; the others wait
 */
@ConfigurationProperties("geofix.job")
record JobSettings(@DefaultValue("1") int parallel, @DefaultValue("1") int processes) {
    JobSettings {
        requirePlaces("parallel", parallel);
        requirePlaces("processes", processes);
    }

    private static void requirePlaces(String name, int places) {
        if (places < 1) {
            throw new UserException("geofix.job." + name + " must be at least 1, not " + places);
        }
    }
}
