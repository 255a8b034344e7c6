package dev.geofix.job;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of jobs.
 *
 * @param parallel jobs that run side by side; more wait in line. Most jobs use the whole machine, so one is the default
 */
@ConfigurationProperties("geofix.job")
record JobProperties(@DefaultValue("1") int parallel) {
    JobProperties {
        if (parallel < 1) {
            throw new IllegalArgumentException("geofix.job.parallel must be at least 1, not " + parallel);
        }
    }
}
