package dev.geofix.jobs.kubernetes;

import dev.geofix.jobs.process.Launcher;
import dev.geofix.jobs.process.LocalLauncher;
import dev.geofix.jobs.process.ProcessSettings;
import dev.geofix.platform.GeofixSettings;
import dev.geofix.platform.storage.DatabaseSettings;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Makes the launcher that the settings ask for. */
@Configuration(proxyBeanMethods = false)
class LauncherConfiguration {
    /** File servers keep the locks of a machine that is gone for a minute and a half (NFS 4), and a process started sooner would be refused its folder. */
    private static final Duration SILENCE = Duration.ofMinutes(2);

    @Bean
    Launcher launcher(Settings where, ProcessSettings process, KubernetesSettings kubernetes, PodSettings pod,
            ApiSettings api, GeofixSettings folders, DatabaseSettings database) {
        if (where.launcher() == Settings.Kind.LOCAL) {
            return new LocalLauncher(process, database.isShared() ? SILENCE : null);
        }
        require("image", pod.image(), "name the image of the service's version, built for the nodes' GPUs");
        require("claim", pod.claim(),
                "name the persistent volume claim that holds the service's data folder, or geofix.shared where that is set");
        return new KubernetesLauncher(new Cluster(api, kubernetes, pod),
                new JobManifest(kubernetes, pod, folders.sharedFolder()),
                process.within(pod.memoryBytes(), pod.cores()),
                kubernetes, pod);
    }

    private static void require(String name, @Nullable String value, String reason) {
        if (value == null || value.isBlank()) {
            throw new InvalidConfigurationPropertyValueException("geofix.job.kubernetes.pod." + name, value,
                    "geofix.job.launcher=kubernetes needs it: " + reason);
        }
    }

    /**
     * Where trainings and evaluations run.
     *
     * @param launcher where trainings and evaluations run: local for processes of this machine, kubernetes for Jobs of a cluster
     */
    @ConfigurationProperties("geofix.job")
    record Settings(@DefaultValue("local") Kind launcher) {
        enum Kind {
            LOCAL, KUBERNETES
        }
    }
}
