package dev.geofix.jobs.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** What is sent to the cluster. */
class JobManifestTest {
    private static final String ID = "6f1c2b4e-7a0d-4c39-9a54-0d1f6a3b5c7e";

    @Test
    void aTrainingWithAllSettingsIsTheManifestForReview() throws IOException {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("queue", "gpu-queue");
        settings.put("deadline", "2d");
        settings.put("labels.team", "maps");
        settings.put("pod.image", "registry.example/geofix:0.1.0-cu121");
        settings.put("pod.image-pull-secrets[0]", "registry");
        settings.put("pod.service-account", "geofix-jobs");
        settings.put("pod.claim", "geofix-data");
        settings.put("pod.claim-path", "main");
        settings.put("pod.mounts[0].claim", "datasets");
        settings.put("pod.mounts[0].path", "/datasets");
        settings.put("pod.node-selector.[nvidia.com/gpu.product]", "NVIDIA-L4");
        settings.put("pod.runtime-class", "nvidia");
        settings.put("pod.priority-class", "batch");
        settings.put("pod.user", "10001");
        settings.put("pod.group", "10001");
        settings.put("pod.env.TZ", "UTC");
        assertThat(Serialization.asYaml(manifest(settings))).isEqualTo(resource("training.yaml"));
    }

    @Test
    void aClusterOfCpusNeedsImageAndClaimAlone() throws IOException {
        assertThat(Serialization
                .asYaml(manifest(Map.of("pod.image", "geofix:0.1.0", "pod.claim", "data", "pod.gpus", "0"))))
                .isEqualTo(resource("cpu.yaml"));
    }

    @Test
    void theManifestReadBackIsTheSame() throws IOException {
        Job read = Serialization.unmarshal(resource("training.yaml"), Job.class);
        assertThat(Serialization.asYaml(read)).isEqualTo(resource("training.yaml"));
        assertThat(read.getAdditionalProperties()).isEmpty();
        assertThat(read.getSpec().getTemplate().getSpec().getAdditionalProperties()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"pod.cpu,many,must be a quantity", "pod.memory,0,must be a quantity", "pod.user,0,must not be root",
        "pod.gpus,-1,at least 0", "deadline,0s,longer than 0", "retries,-1,at least 0", "api.master,cluster,https://"})
    void aSettingThatCannotBeIsRefused(String name, String value, String reason) {
        assertThatThrownBy(() -> bind(Map.of(name, value), "k", KubernetesSettings.class,
                "k.pod", PodSettings.class, "k.api", ApiSettings.class)).isInstanceOf(BindException.class)
                .rootCause().hasMessageContainingAll(reason, "geofix.job.kubernetes");
    }

    @Test
    void aNameThatNoJobMayHaveIsRefused() {
        assertThatThrownBy(() -> task("../" + ID)).hasMessageContaining("cannot be the name of a Kubernetes Job");
    }

    private static Job manifest(Map<String, String> settings) {
        Binder binder = binder(settings);
        return new JobManifest(binder.bindOrCreate("k", KubernetesSettings.class),
                binder.bindOrCreate("k.pod", PodSettings.class), Path.of("/data")).of(task(ID));
    }

    private static ClusterTask task(String id) {
        return new ClusterTask(id, "train", List.of("/opt/java/bin/java", "@/data/jobs/" + ID + "/train.arguments"),
                Path.of("/data/jobs", ID, "job.log"), Map.of("OMP_NUM_THREADS", "4"), Duration.ofSeconds(60));
    }

    private static void bind(Map<String, String> settings, Object... records) {
        for (int i = 0; i < records.length; i += 2) {
            binder(settings).bindOrCreate((String) records[i], (Class<?>) records[i + 1]);
        }
    }

    private static Binder binder(Map<String, String> settings) {
        Map<String, String> values = new LinkedHashMap<>();
        settings.forEach((name, value) -> values.put("k." + name, value));
        return new Binder(new MapConfigurationPropertySource(values));
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = JobManifestTest.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
