package dev.geofix.jobs.kubernetes;

import dev.geofix.platform.UserException;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How trainings and evaluations run as Jobs of a cluster. Only used with {@code geofix.job.launcher=kubernetes}.
 *
 * @param namespace namespace of the Jobs; the service's own in a cluster, or that of the kubeconfig, unless given
 * @param queue local queue of Kueue; with one a Job is made suspended and Kueue lets it run when there is room
 * @param deadline time after which a Job is ended, the time it waits for a node included
 * @param keep how long an ended Job and its pods stay for a look
 * @param retries how often the cluster starts the command again after a crash; pods that the cluster itself evicts do not count
 * @param poll how often the state of a running Job is asked for
 * @param patience how long a Job that could not be made yet is tried again, and how long a cancelled job tries to delete it. One that runs is waited for without
 *     bound while the cluster does not answer
 * @param settle how long the outcome of an ended command may take to be seen in the shared folder; network file systems show files late
 * @param labels further labels of the Jobs and their pods
 */
@ConfigurationProperties("geofix.job.kubernetes")
public record KubernetesSettings(@Nullable String namespace, @Nullable String queue,
        @DefaultValue("7d") Duration deadline, @DefaultValue("1d") Duration keep, @DefaultValue("3") int retries,
        @DefaultValue("5s") Duration poll, @DefaultValue("10m") Duration patience,
        @DefaultValue("90s") Duration settle, @DefaultValue Map<String, String> labels) {
    public KubernetesSettings {
        requirePositive("deadline", deadline);
        requirePositive("poll", poll);
        requirePositive("patience", patience);
        if (keep.isNegative() || settle.isNegative() || retries < 0) {
            throw new UserException(
                    "geofix.job.kubernetes needs keep, settle and retries of at least 0");
        }
        labels = Map.copyOf(labels);
    }

    private static void requirePositive(String name, Duration duration) {
        if (!duration.isPositive()) {
            throw new UserException(
                    "geofix.job.kubernetes." + name + " must be longer than 0, not " + duration);
        }
    }
}
