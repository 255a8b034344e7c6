package dev.geofix.job.process;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where trainings and evaluations run.
 *
 * @param launcher {@code local} for processes of this machine, {@code kubernetes} for Jobs of a cluster
 */
@ConfigurationProperties("geofix.job")
record LauncherSettings(@DefaultValue("local") Kind launcher) {
    enum Kind {
        LOCAL, KUBERNETES
    }
}
