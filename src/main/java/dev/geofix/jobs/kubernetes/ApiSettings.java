package dev.geofix.jobs.kubernetes;

import dev.geofix.platform.UserException;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the cluster's API is, and who asks. Nothing needs to be given in a pod of the cluster: address, token and certificate are those of the pod's service account.
 *
 * @param master address of the cluster's API, such as https://host:port
 * @param tokenFile file with the bearer token; read again for every request, since tokens are replaced about hourly
 * @param caFile file with the certificates that the API's is checked against
 * @param kubeconfig file with address and credentials, in place of the other three; its current context counts
 * @param timeout how long a request to the API may take
 */
@ConfigurationProperties("geofix.job.kubernetes.api")
public record ApiSettings(@Nullable String master, @Nullable Path tokenFile, @Nullable Path caFile,
        @Nullable Path kubeconfig, @DefaultValue("10s") Duration timeout) {
    public ApiSettings {
        if (kubeconfig != null && (master != null || tokenFile != null || caFile != null)) {
            throw new UserException(
                    "geofix.job.kubernetes.api takes either kubeconfig, or master, token-file and ca-file");
        }
        if (timeout.toMillis() < 1) {
            throw new UserException("geofix.job.kubernetes.api.timeout must be longer than 0");
        }
        if (master != null && !master.matches("https?://[^/\\s]+/?.*")) {
            throw new UserException(
                    "geofix.job.kubernetes.api.master must be an address such as https://10.0.0.1:6443, not " + master);
        }
    }
}
