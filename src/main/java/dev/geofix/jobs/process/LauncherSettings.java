package dev.geofix.jobs.process;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where trainings and evaluations run.
 *
 * @param launcher where trainings and evaluations run: local for processes of this machine, kubernetes for Jobs of a cluster
 */
@ConfigurationProperties("geofix.job")
public record LauncherSettings(@DefaultValue("local") Kind launcher) {
    public enum Kind {
        LOCAL, KUBERNETES
    }
}
