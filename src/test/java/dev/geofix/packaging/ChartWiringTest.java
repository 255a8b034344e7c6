package dev.geofix.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.geofix.jobs.kubernetes.PodSettings;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The parts of the chart fit each other, the image and the service. */
class ChartWiringTest {
    @ParameterizedTest
    @ValueSource(strings = {"defaults", "minimal", "gpu-jobs", "oauth2", "existing-claim", "everything", "cluster"})
    void servicesAndProbesFindThePodAndItsPorts(String values) {
        Chart chart = Chart.of(values);
        PodTemplateSpec pod = pod(chart);
        List<String> ports = container(pod).getPorts().stream().map(ContainerPort::getName).toList();

        assertThat(chart.all(Service.class)).hasSize(2).allSatisfy(service -> {
            assertThat(pod.getMetadata().getLabels()).containsAllEntriesOf(service.getSpec().getSelector());
            assertThat(ports).contains(service.getSpec().getPorts().getFirst().getTargetPort().getStrVal());
        });
        assertThat(Stream.of(container(pod).getStartupProbe(), container(pod).getReadinessProbe(),
                container(pod).getLivenessProbe())).allSatisfy(probe -> {
                    assertThat(ports).contains(probe.getHttpGet().getPort().getStrVal());
                    assertThat(probe.getHttpGet().getPath()).matches("/actuator/health/(liveness|readiness)");
                });
        assertThat(chart.only(Deployment.class, "town-geofix").getSpec().getSelector().getMatchLabels())
                .isEqualTo(chart.only(Service.class, "town-geofix").getSpec().getSelector());
    }

    @Test
    void prometheusFindsTheManagementServiceAndNoOther() {
        Chart chart = Chart.of("monitoring");
        ServiceMonitor monitor = chart.only(ServiceMonitor.class, "town-geofix");
        List<Service> found = chart.all(Service.class).stream().filter(service -> service.getMetadata().getLabels()
                .entrySet().containsAll(monitor.getSpec().selector().getMatchLabels().entrySet())).toList();

        assertThat(found).singleElement().satisfies(service -> {
            assertThat(service.getSpec().getPorts().getFirst().getName())
                    .isEqualTo(monitor.getSpec().endpoints().getFirst().port());
        });
    }

    @Test
    void theRulesFindTheJobWhateverTheReleaseIsCalled() {
        ServiceMonitor monitor = Chart
                .with(Map.of("fullnameOverride", "places", "nameOverride", "places", "serviceMonitor.enabled", "true"))
                .only(ServiceMonitor.class, "places");

        assertThat(monitor.getSpec().endpoints().getFirst().relabelings())
                .containsExactly(new ServiceMonitor.Relabeling("job", "geofix"));
    }

    @Test
    void onlyBehindAnIngressIsAnybodyBelievedWhereACallComesFrom() throws IOException {
        assertThat(ChartSettings.of(Chart.of("everything")).names()).contains("server.forward-headers-strategy");
        assertThat(ChartSettings.of(Chart.of("defaults")).names()).doesNotContain("server.forward-headers-strategy");
    }

    @Test
    void rulesAndDashboardAreTheFilesAsTheyAre() throws IOException {
        Chart chart = Chart.of("monitoring");
        String rules = Files.readString(Chart.FOLDER.resolve("rules/geofix.yaml"));

        assertThat(rules(chart))
                .hasSameSizeAs(Pattern.compile("(?m)^ +- (alert|record):").matcher(rules).results().toList());
        assertThat(chart.only(ConfigMap.class, "town-geofix-dashboard").getData().get("geofix.json").strip())
                .isEqualTo(Files.readString(Chart.FOLDER.resolve("dashboards/geofix.json")).strip());
    }

    @Test
    void alertsLeadToTheRunbookWhereItIsRead() {
        assertThat(rules(Chart.of("everything")).stream().filter(rule -> rule.alert() != null)).isNotEmpty()
                .allSatisfy(rule -> assertThat(rule.annotations()).containsEntry("runbook_url",
                        "https://wiki.example/geofix/runbook#" + rule.alert().toLowerCase(Locale.ROOT)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"defaults", "minimal", "oauth2", "existing-claim", "everything", "cluster",
        "cluster-everything"})
    void everyMountHasItsVolumeAndEveryVolumeItsMount(String values) {
        Chart chart = Chart.of(values);
        PodTemplateSpec pod = pod(chart);
        List<Volume> volumes = pod.getSpec().getVolumes();

        assertThat(container(pod).getVolumeMounts().stream().map(VolumeMount::getName).toList())
                .containsExactlyInAnyOrderElementsOf(volumes.stream().map(Volume::getName).toList());
        assertThat(volumes.stream().filter(volume -> volume.getConfigMap() != null).toList())
                .allSatisfy(volume -> assertThat(chart.only(ConfigMap.class, volume.getConfigMap().getName()).getData())
                        .containsKey("application.yaml"));
    }

    @Test
    void thePodIsTheImageSUserAndWritesOnlyWhereTheImageSays() {
        PodSpec pod = pod(Chart.of("defaults")).getSpec();
        Container container = pod.getContainers().getFirst();
        List<String> written = container.getVolumeMounts().stream().filter(mount -> mount.getReadOnly() == null)
                .map(mount -> '"' + mount.getMountPath() + '"').toList();

        assertThat(pod.getSecurityContext().getRunAsUser() + ":" + pod.getSecurityContext().getRunAsGroup())
                .isEqualTo(Dockerfile.read().last("USER"));
        assertThat(Dockerfile.read().last("VOLUME")).isEqualTo("[" + String.join(", ", written) + "]");
        assertThat(container.getSecurityContext().getReadOnlyRootFilesystem()).isTrue();
        assertThat(container.getSecurityContext().getAllowPrivilegeEscalation()).isFalse();
        assertThat(container.getSecurityContext().getCapabilities().getDrop()).containsExactly("ALL");
        assertThat(pod.getSecurityContext().getSeccompProfile().getType()).isEqualTo("RuntimeDefault");
    }

    @Test
    void theSettingsAreReadWhereTheyAreMounted() {
        Container container = container(pod(Chart.of("everything")));
        Map<String, String> environment = environment(container);
        Map<String, String> mounts = container.getVolumeMounts().stream()
                .collect(Collectors.toMap(VolumeMount::getName, VolumeMount::getMountPath));

        assertThat(environment.get("SPRING_CONFIG_ADDITIONAL_LOCATION"))
                .isEqualTo("file:" + mounts.get("settings") + "/");
        assertThat(Path.of(environment.get("GEOFIX_SECURITY_KEYSFILE"))).hasParentRaw(Path.of(mounts.get("keys")));
        assertThat(Dockerfile.read().environment().get("GEOFIX_DATA")).isEqualTo(mounts.get("data"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"defaults", "minimal", "gpu-jobs", "oauth2", "existing-claim", "everything", "cluster",
        "cluster-everything"})
    void everySettingIsOneThatTheServiceHas(String values) throws IOException {
        Set<String> known = ChartSettings.known();

        assertThat(ChartSettings.of(Chart.of(values)).names()).isNotEmpty()
                .allSatisfy(name -> assertThat(known).anyMatch(setting -> name.equals(setting)
                        || name.startsWith(setting + "[") || name.startsWith(setting + ".")));
    }

    @Test
    void whatTheValuesSayOfJobsReachesTheLauncher() throws IOException {
        Chart chart = Chart.of("everything");
        PodSettings pod = ChartSettings.of(chart).bind("geofix.job.kubernetes.pod", PodSettings.class);

        assertThat(pod.nodeSelector()).containsExactly(Map.entry("geofix.dev/train", "yes"));
        assertThat(pod.tolerations()).containsExactly(new PodSettings.Tolerated("gpu", null, "NoSchedule"));
        assertThat(pod.mounts()).containsExactly(new PodSettings.Mount("sets", Path.of("/datasets"), "a", true));
        assertThat(pod.memoryBytes()).isEqualTo(32L << 30);
        assertThat(pod.user() + ":" + pod.group()).isEqualTo(Dockerfile.read().last("USER"));
        assertThat(pod(chart).getSpec().getVolumes().getFirst().getPersistentVolumeClaim().getClaimName())
                .isEqualTo(pod.claim());
    }

    /** The launcher names verb and resource of each request, to tell of a right that is missing. */
    @Test
    void theRoleAllowsWhatTheLauncherAsksForAndNothingElse() throws IOException {
        String launcher = Files
                .readString(Path.of("src/main/java/dev/geofix/jobs/kubernetes/Cluster.java"));
        Set<String> asked = new HashSet<>();
        Pattern.compile("\\(\"(\\w+)\", \"(\\w+)[.\\w]*\"").matcher(launcher).results()
                .forEach(call -> asked.add(call.group(1) + " " + call.group(2)));
        Pattern.compile("v1\\(\\)\\.(events)\\(\\).*\\.(list)\\(\\)").matcher(launcher).results()
                .forEach(call -> asked.add(call.group(2) + " " + call.group(1)));
        Chart chart = Chart.of("gpu-jobs");
        Set<String> allowed = new HashSet<>();
        for (PolicyRule rule : chart.only(Role.class, "town-geofix-jobs").getRules()) {
            rule.getResources()
                    .forEach(resource -> rule.getVerbs().forEach(verb -> allowed.add(verb + " " + resource)));
        }

        assertThat(allowed).isEqualTo(asked).contains("list events", "create jobs");
        assertThat(chart.only(RoleBinding.class, "town-geofix-jobs").getSubjects().getFirst().getName())
                .isEqualTo(pod(chart).getSpec().getServiceAccountName());
        assertThat(pod(chart).getSpec().getAutomountServiceAccountToken()).isTrue();
        assertThat(pod(Chart.of("defaults")).getSpec().getAutomountServiceAccountToken()).isFalse();
    }

    @Test
    void helmSTestAsksTheManagementServiceAndIsLetThrough(@TempDir Path copy) throws IOException {
        Chart chart = Chart.withTests(copy);
        Pod test = chart.only(Pod.class, "town-geofix-test");
        Map<String, String> environment = environment(test.getSpec().getContainers().getFirst());
        Service service = chart.only(Service.class, environment.get("HEALTH_HOST"));

        assertThat(environment.get("MANAGEMENT_SERVER_PORT"))
                .isEqualTo(service.getSpec().getPorts().getFirst().getPort().toString());
        assertThat(Path.of("docker" + test.getSpec().getContainers().getFirst().getCommand().getFirst()
                .substring("/opt/geofix".length()))).isExecutable();
        assertThat(test.getMetadata().getLabels()).containsEntry("app.kubernetes.io/component", "test");
    }

    private static List<PrometheusRule.Rule> rules(Chart chart) {
        return chart.only(PrometheusRule.class, "town-geofix").getSpec().groups().stream()
                .flatMap(group -> group.rules().stream()).toList();
    }

    private static PodTemplateSpec pod(Chart chart) {
        return chart.only(Deployment.class, "town-geofix").getSpec().getTemplate();
    }

    private static Container container(PodTemplateSpec pod) {
        return pod.getSpec().getContainers().getFirst();
    }

    private static Map<String, String> environment(Container container) {
        return container.getEnv().stream()
                .collect(Collectors.toMap(EnvVar::getName, EnvVar::getValue));
    }
}
