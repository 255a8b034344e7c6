package dev.geofix.jobs.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.geofix.jobs.process.Launcher;
import dev.geofix.jobs.process.ProcessCommand;
import dev.geofix.jobs.process.ProcessSettings;
import dev.geofix.testing.ClusterApi;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** A launcher with an API of its own, and a command to start. */
public abstract class OnACluster {
    @TempDir
    public Path data;
    public ClusterApi api;
    public KubernetesClient admin;
    public KubernetesLauncher launcher;
    public ProcessCommand command;

    @BeforeEach
    void aCluster() throws IOException {
        api = new ClusterApi();
        admin = api.admin();
        Path folder = data.resolve("jobs").resolve(UUID.randomUUID().toString());
        command = new ProcessCommand(folder, "train", folder.resolve("job.log"), List.of("train", "--run", "here"));
        launcher = launcher(Map.of());
    }

    @AfterEach
    void close() {
        launcher.close();
        api.close();
    }

    Launcher.State look() {
        int before = api.requests().size();
        return await().pollInterval(Duration.ofMillis(20)).until(() -> launcher.state(command),
                state -> api.requests().size() > before || !state.isRunning());
    }

    void running() throws IOException {
        launcher.start(command);
        admin.batch().v1().jobs().withName(name()).editStatus(job -> new JobBuilder(job).withNewStatus().withReady(1)
                .endStatus().build());
        assertThat(look()).isEqualTo(Launcher.State.RUNNING);
    }

    List<Job> jobs() {
        return admin.batch().v1().jobs().list().getItems();
    }

    String name() {
        return "geofix-train-" + command.folder().getFileName();
    }

    long posts() {
        return api.requests().stream().filter(request -> request.startsWith("POST")).count();
    }

    long deletes() {
        return api.requests().stream().filter(request -> request.startsWith("DELETE")).count();
    }

    public KubernetesLauncher launcher(Map<String, String> changes) {
        Map<String, String> values = new HashMap<>(Map.of("namespace", ClusterApi.NAMESPACE, "poll", "50ms",
                "api.master", api.url(), "api.timeout", "1s", "pod.image", "geofix:cu121", "pod.claim", "data"));
        values.putAll(changes);
        Binder binder = new Binder(new MapConfigurationPropertySource(values.entrySet().stream()
                .collect(Collectors.toMap(entry -> "k." + entry.getKey(), Map.Entry::getValue))));
        KubernetesSettings settings = binder.bindOrCreate("k", KubernetesSettings.class);
        PodSettings pod = binder.bindOrCreate("k.pod", PodSettings.class);
        ProcessSettings process = new Binder().bindOrCreate("p", ProcessSettings.class);
        return new KubernetesLauncher(new Cluster(binder.bindOrCreate("k.api", ApiSettings.class), settings, pod),
                new JobManifest(settings, pod, data), process.within(pod.memoryBytes(), pod.cores()), settings, pod);
    }
}
