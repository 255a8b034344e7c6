package dev.geofix.job;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of jobs. More jobs than may run side by side wait in line.
 *
 * @param parallel jobs inside the service that run side by side. Most use the whole machine, so one is the default
 * @param processes jobs in processes of their own, such as trainings, that run side by side
 */
@ConfigurationProperties("geofix.job")
record JobProperties(@DefaultValue("1") int parallel, @DefaultValue("1") int processes) {
    JobProperties {
        requirePlaces("parallel", parallel);
        requirePlaces("processes", processes);
    }

    private static void requirePlaces(String name, int places) {
        if (places < 1) {
            throw new IllegalArgumentException("geofix.job." + name + " must be at least 1, not " + places);
        }
    }
}
