package dev.geofix.jobs.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.geofix.jobs.process.Launcher;
import dev.geofix.jobs.process.LocalLauncher;
import dev.geofix.jobs.process.ProcessSettings;
import dev.geofix.platform.GeofixSettings;
import dev.geofix.platform.storage.DatabaseSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Which launcher the service starts with, and what it says when it cannot. */
class LauncherConfigurationTest {
    private static final String KUBERNETES = "geofix.job.launcher=kubernetes";
    private static final String IMAGE = "geofix.job.kubernetes.pod.image=geofix:cu121";
    private static final String CLAIM = "geofix.job.kubernetes.pod.claim=data";
    private static final String NAMESPACE = "geofix.job.kubernetes.namespace=maps";

    private final ApplicationContextRunner service = new ApplicationContextRunner().withUserConfiguration(Part.class);

    @Test
    void processesOfThisMachineAreTheDefault() {
        service.run(started -> assertThat(started).hasSingleBean(LocalLauncher.class));
    }

    @Test
    void whatAClusterNeedsIsNamed() {
        assertFails("geofix.job.kubernetes.pod.image", KUBERNETES, CLAIM);
        assertFails("geofix.job.kubernetes.pod.claim", KUBERNETES, IMAGE);
        assertFails("there is no such file", KUBERNETES, IMAGE, CLAIM,
                "geofix.job.kubernetes.api.kubeconfig=/nowhere/config");
        assertFails("either kubeconfig, or master", KUBERNETES, "geofix.job.kubernetes.api.kubeconfig=/nowhere/config",
                "geofix.job.kubernetes.api.master=https://10.0.0.1:6443");
        assertFails("kubernets", "geofix.job.launcher=kubernets");
    }

    @Test
    void outsideAClusterItMustBeSaidWhereOneIs() {
        assumeTrue(System.getenv("KUBERNETES_SERVICE_HOST") == null, "this machine is a pod of a cluster");
        assertFails("does not run in a pod of a cluster", KUBERNETES, IMAGE, CLAIM);
        assertFails("geofix.job.kubernetes.namespace", KUBERNETES, IMAGE, CLAIM,
                "geofix.job.kubernetes.api.master=https://10.0.0.1:6443");
    }

    @Test
    void theServiceStartsWhileTheApiIsAway() {
        service.withPropertyValues(KUBERNETES, IMAGE, CLAIM, NAMESPACE,
                "geofix.job.kubernetes.api.master=http://localhost:1")
                .run(started -> assertThat(started).hasSingleBean(KubernetesLauncher.class));
    }

    @Test
    void aKubeconfigSaysWhereAndInWhichNamespace(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("config");
        Files.writeString(file, """
                apiVersion: v1
                kind: Config
                current-context: here
                contexts: [{name: here, context: {cluster: c, user: u, namespace: maps}}]
                clusters: [{name: c, cluster: {server: "http://localhost:1"}}]
                users: [{name: u, user: {token: t}}]
                """);
        service.withPropertyValues(KUBERNETES, IMAGE, CLAIM, "geofix.job.kubernetes.api.kubeconfig=" + file,
                "geofix.job.kubernetes.pod.memory=8Gi", "geofix.job.kubernetes.pod.cpu=3").run(started -> {
                    assertThat(started).hasSingleBean(KubernetesLauncher.class);
                    ProcessSettings inPod = started.getBean(Launcher.class).settings();
                    assertThat(inPod.heapBytes()).isEqualTo(2L << 30);
                    assertThat(inPod.threads()).isEqualTo(3);
                });
    }

    private void assertFails(String reason, String... properties) {
        service.withPropertyValues(properties).run(started -> assertThat(started.getStartupFailure())
                .as(Arrays.toString(properties)).hasStackTraceContaining(reason));
    }

    @Configuration(proxyBeanMethods = false)
    @Import(LauncherConfiguration.class)
    @EnableConfigurationProperties({LauncherConfiguration.Settings.class, ProcessSettings.class,
        KubernetesSettings.class,
        PodSettings.class, ApiSettings.class, GeofixSettings.class, DatabaseSettings.class})
    static class Part {}
}
