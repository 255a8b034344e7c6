package dev.geofix.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.geofix.platform.GeofixSettings.Store;
import dev.geofix.platform.GeofixSettings;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.TopologySpreadConstraint;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentSpec;
import io.fabric8.kubernetes.api.model.autoscaling.v2.ExternalMetricSource;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyEgressRule;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.Driver;

/** The chart with several pods over a PostgreSQL, an OpenSearch and a shared volume. */
class ChartClusterTest {
    private static final String SECRETS = "/etc/geofix-secrets";

    @Test
    void severalAnswerAndAnUpdateLeavesThem() {
        DeploymentSpec service = deployment(Chart.of("cluster"), "town-geofix");

        assertThat(service.getReplicas()).isEqualTo(3);
        assertThat(service.getStrategy().getType()).isEqualTo("RollingUpdate");
        assertThat(service.getStrategy().getRollingUpdate().getMaxUnavailable().getIntVal()).isZero();
        assertThat(service.getTemplate().getSpec().getTopologySpreadConstraints())
                .extracting(TopologySpreadConstraint::getTopologyKey)
                .containsExactly("kubernetes.io/hostname", "topology.kubernetes.io/zone");
        assertThat(service.getTemplate().getSpec().getTopologySpreadConstraints()).allSatisfy(
                spread -> assertThat(spread.getLabelSelector()).isEqualTo(service.getSelector()));
        assertThat(deployment(Chart.of("defaults"), "town-geofix").getStrategy().getType()).isEqualTo("Recreate");
    }

    @ParameterizedTest
    @ValueSource(strings = {"cluster", "cluster-everything"})
    void noSecretStandsInAConfigMapOrInArgumentsOrInTheEnvironment(String values) {
        Chart chart = Chart.of(values);

        assertThat(chart.all(ConfigMap.class)).allSatisfy(map -> assertThat(map.getData().toString().lines()
                .filter(line -> line.matches("(?i).*password.*"))).isEmpty());
        pods(chart).values().forEach(pod -> {
            Container container = pod.getContainers().getFirst();
            assertThat(container.getArgs()).allMatch(argument -> argument.equals("work"));
            assertThat(container.getEnv()).noneMatch(variable -> variable.getValueFrom() != null)
                    .filteredOn(variable -> variable.getName().matches(".*(PASSWORD|SECRET).*"))
                    .allMatch(variable -> variable.getValue().startsWith(SECRETS));
            Volume secrets = pod.getVolumes().stream().filter(volume -> volume.getName().equals("secrets")).findFirst()
                    .orElseThrow();
            assertThat(secrets.getProjected().getSources()).isNotEmpty()
                    .allMatch(source -> source.getSecret() != null);
        });
    }

    @Test
    void theDriverReadsWhatTheDatabaseIsCalled() {
        Map<String, String> environment = environment(Chart.of("cluster"), "town-geofix");
        Properties read = Driver.parseURL(environment.get("GEOFIX_DATABASE"), null);

        assertThat(read).containsEntry("PGHOST", "geofix-db-rw").containsEntry("PGPORT", "5432")
                .containsEntry("PGDBNAME", "geofix").containsEntry("sslmode", "verify-full")
                .containsEntry("sslrootcert", SECRETS + "/database-ca.crt");
        assertThat(files(Chart.of("cluster"), "town-geofix")).containsEntry(SECRETS + "/database-ca.crt",
                "geofix-db-ca ca.crt")
                .containsEntry(environment.get("GEOFIX_DATABASE_PASSWORD_FILE"), "geofix-db-app password");
        Properties java = Driver
                .parseURL(environment(Chart.of("cluster-everything"), "town-geofix").get("GEOFIX_DATABASE"), null);
        assertThat(java).containsEntry("PGPORT", "6432").containsEntry("sslfactory",
                "org.postgresql.ssl.DefaultJavaSSLFactory");
    }

    /** The service takes the file for the setting of that name, by Spring's own tree of settings. */
    @Test
    void thePasswordOfOpenSearchIsReadFromItsFile(@TempDir Path folder) throws IOException {
        Map<String, String> environment = environment(Chart.of("cluster-everything"), "town-geofix");
        Map<String, String> mounted = files(Chart.of("cluster-everything"), "town-geofix");
        String file = SECRETS + "/settings/geofix/opensearch/password";
        assertThat(mounted).containsEntry(file, "search pw").containsEntry(
                environment.get("JAVA_OPTS").replaceFirst("-Djavax.net.ssl.trustStore=", ""), "authorities all.p12");

        Path written = folder.resolve(file.substring(1));
        Files.createDirectories(written.getParent());
        Files.writeString(written, "open sesame\n");
        String imported = environment.get("SPRING_CONFIG_IMPORT").replace("configtree:", "configtree:" + folder);

        assertThat(ChartSettings.imported(imported, "geofix.opensearch.password")).isEqualTo("open sesame");
    }

    @Test
    void theSettingsAreThoseOfAClusterAndEveryPodSeesTheSharedVolumeAtOnePath() throws IOException {
        Chart chart = Chart.of("cluster-everything");
        ChartSettings settings = ChartSettings.of(chart);
        GeofixSettings geofix = settings.bind("geofix", GeofixSettings.class);

        assertThat(geofix.store()).isEqualTo(Store.OPENSEARCH);
        assertThat(geofix.shared()).hasToString("/mnt/geofix");
        assertThat(settings.bind("geofix.demo.enabled", Boolean.class)).isFalse();
        assertThat(settings.bind("geofix.opensearch", Map.class)).containsEntry("shards", 6)
                .containsEntry("replicas", 2).containsEntry("prefix", "maps").containsEntry("engine", "faiss");
        assertThat(settings.bind("geofix.job.kubernetes.pod.claim", String.class)).isEqualTo("common");
        assertThat(pods(chart)).hasSize(3).allSatisfy((name, pod) -> {
            assertThat(mount(pod, "shared").getMountPath()).as(name).isEqualTo("/mnt/geofix");
            assertThat(volume(pod, "shared").getPersistentVolumeClaim().getClaimName()).isEqualTo("common");
            assertThat(volume(pod, "data").getEphemeral().getVolumeClaimTemplate().getSpec().getStorageClassName())
                    .isEqualTo("fast");
        });
        assertThat(chart.all(PersistentVolumeClaim.class)).isEmpty();

        Chart plain = Chart.of("cluster");
        assertThat(plain.all(PersistentVolumeClaim.class)).singleElement().satisfies(claim -> {
            assertThat(claim.getMetadata().getName()).isEqualTo("town-geofix-shared");
            assertThat(claim.getSpec().getAccessModes()).containsExactly("ReadWriteMany");
            assertThat(claim.getMetadata().getAnnotations()).containsEntry("helm.sh/resource-policy", "keep");
        });
        assertThat(volume(pods(plain).get("town-geofix"), "data").getEmptyDir().getSizeLimit()).hasToString("10Gi");
    }

    @Test
    void workersAreAskedNothingAndTheOthersRunNoJobs() {
        Chart chart = Chart.of("cluster-everything");
        DeploymentSpec workers = deployment(chart, "town-geofix-workers");
        Map<String, String> labels = workers.getTemplate().getMetadata().getLabels();

        assertThat(chart.all(Service.class)).filteredOn(
                service -> labels.entrySet().containsAll(service.getSpec().getSelector().entrySet())).singleElement()
                .satisfies(service -> {
                    assertThat(service.getSpec().getPorts()).extracting(port -> port.getTargetPort().getStrVal())
                            .containsExactly("management");
                    assertThat(service.getMetadata().getLabels()).as("found by the service monitor").containsEntry(
                            "app.kubernetes.io/component", "management");
                });
        assertThat(environment(chart, "town-geofix")).containsEntry("GEOFIX_JOB_PARALLEL", "0")
                .containsEntry("GEOFIX_JOB_PROCESSES", "0");
        assertThat(environment(chart, "town-geofix-workers")).containsEntry("GEOFIX_JOB_PARALLEL", "2")
                .doesNotContainKey("GEOFIX_JOB_PROCESSES");
        assertThat(environment(Chart.of("cluster"), "town-geofix")).doesNotContainKey("GEOFIX_JOB_PARALLEL");
        assertThat(workers.getTemplate().getSpec().getNodeSelector()).containsEntry("pool", "batch");
        assertThat(workers.getTemplate().getSpec().getContainers().getFirst().getImage())
                .isEqualTo(pods(chart).get("town-geofix").getContainers().getFirst().getImage());
        assertThat(workers.getTemplate().getSpec().getContainers().getFirst().getReadinessProbe()).isNotNull();
    }

    @Test
    void aBulkImportIsAJobOfItsRevision() {
        Job job = Chart.of("cluster-everything").only(Job.class, "town-geofix-bulk-1");
        PodSpec pod = job.getSpec().getTemplate().getSpec();

        assertThat(job.getSpec().getCompletionMode()).isEqualTo("Indexed");
        assertThat(job.getSpec().getCompletions()).isEqualTo(16).isEqualTo(job.getSpec().getParallelism());
        assertThat(pod.getRestartPolicy()).isEqualTo("Never");
        assertThat(pod.getContainers().getFirst().getArgs()).containsExactly("work");
        assertThat(pod.getContainers().getFirst().getReadinessProbe()).isNull();
        assertThat(Chart.of("cluster").all(Job.class)).isEmpty();
    }

    @Test
    void oneOfEachKindMayBeAwayAndNoMore() {
        assertThat(Chart.of("cluster").all(PodDisruptionBudget.class)).hasSize(1);
        Chart chart = Chart.of("cluster-everything");
        assertThat(chart.all(PodDisruptionBudget.class)).hasSize(2).allSatisfy(budget -> {
            assertThat(budget.getSpec().getMaxUnavailable().getIntVal()).isEqualTo(1);
            assertThat(budget.getSpec().getSelector())
                    .isEqualTo(deployment(chart, budget.getMetadata().getName()).getSelector());
        });
    }

    @Test
    void autoscalersHaveTheReplicasToThemselves() {
        Chart chart = Chart.of("cluster-everything");
        HorizontalPodAutoscaler service = chart.only(HorizontalPodAutoscaler.class, "town-geofix");
        ExternalMetricSource jobs = chart.only(HorizontalPodAutoscaler.class, "town-geofix-workers").getSpec()
                .getMetrics().getFirst().getExternal();

        assertThat(service.getSpec().getMetrics().getFirst().getResource().getTarget().getAverageUtilization())
                .isEqualTo(60);
        for (String name : List.of("town-geofix", "town-geofix-workers")) {
            assertThat(chart.only(HorizontalPodAutoscaler.class, name).getSpec().getScaleTargetRef().getName())
                    .isEqualTo(name);
            assertThat(deployment(chart, name).getReplicas()).as("else each upgrade would set it").isNull();
        }
        assertThat(jobs.getTarget().getAverageValue()).hasToString("2");
        assertThat(chart.all(Service.class)).extracting(each -> each.getMetadata().getName())
                .contains(jobs.getMetric().getSelector().getMatchLabels().get("service"));
        assertThat(Chart.of("cluster").all(HorizontalPodAutoscaler.class)).isEmpty();
    }

    @Test
    void podsMayAskTheirTwoServersAndNobodyElse() {
        Map<Integer, List<?>> asked = asked(Chart.of("cluster"), "town-geofix");
        assertThat(asked).containsOnlyKeys(53, 5432, 9200);
        assertThat(asked.get(5432).toString()).contains("cnpg.io/cluster=geofix-db");
        assertThat(asked.get(9200).toString()).contains("opensearch.org/opensearch-cluster=search");

        Chart everything = Chart.of("cluster-everything");
        for (String name : List.of("town-geofix", "town-geofix-workers")) {
            Map<Integer, List<?>> further = asked(everything, name);
            assertThat(further).as(name).containsOnlyKeys(53, 6432, 9200, 443, 6443, 4318);
            assertThat(further.get(6432).toString()).contains("10.0.0.7/32");
        }
        assertThat(everything.only(NetworkPolicy.class, "town-geofix-workers").getSpec().getIngress()).singleElement()
                .satisfies(rule -> assertThat(rule.getPorts()).singleElement()
                        .satisfies(port -> assertThat(port.getPort().getStrVal()).isEqualTo("management")));
        assertThat(everything.only(NetworkPolicy.class, "town-geofix-workers").getSpec().getPodSelector()
                .getMatchExpressions().getFirst().getValues()).containsExactly("worker", "bulk");
    }

    private static Map<Integer, List<?>> asked(Chart chart, String policy) {
        Map<Integer, List<?>> asked = new HashMap<>();
        for (NetworkPolicyEgressRule rule : chart.only(NetworkPolicy.class, policy).getSpec().getEgress()) {
            rule.getPorts().forEach(port -> asked.put(port.getPort().getIntVal(), rule.getTo()));
        }
        return asked;
    }

    /** Of every pod that is Geofix, by the name of what makes it. */
    private static Map<String, PodSpec> pods(Chart chart) {
        Map<String, PodSpec> pods = new HashMap<>();
        for (HasMetadata manifest : chart.manifests()) {
            String name = manifest.getMetadata().getName();
            switch (manifest) {
                case Deployment deployment -> pods.put(name, deployment.getSpec().getTemplate().getSpec());
                case Job job -> pods.put(name, job.getSpec().getTemplate().getSpec());
                default -> {
                    // Makes no pods.
                }
            }
        }
        return pods;
    }

    private static DeploymentSpec deployment(Chart chart, String name) {
        return chart.only(Deployment.class, name).getSpec();
    }

    private static Map<String, String> environment(Chart chart, String name) {
        return pods(chart).get(name).getContainers().getFirst().getEnv().stream()
                .collect(Collectors.toMap(EnvVar::getName, EnvVar::getValue));
    }

    /** Path of each mounted secret, with the secret's name and key. */
    private static Map<String, String> files(Chart chart, String name) {
        PodSpec pod = pods(chart).get(name);
        Map<String, String> files = new HashMap<>();
        volume(pod, "secrets").getProjected().getSources().forEach(source -> source.getSecret().getItems()
                .forEach(item -> files.put(mount(pod, "secrets").getMountPath() + "/" + item.getPath(),
                        source.getSecret().getName() + " " + item.getKey())));
        return files;
    }

    private static Volume volume(PodSpec pod, String name) {
        return pod.getVolumes().stream().filter(volume -> volume.getName().equals(name)).findFirst().orElseThrow();
    }

    private static VolumeMount mount(PodSpec pod, String name) {
        return pod.getContainers().getFirst().getVolumeMounts().stream().filter(mount -> mount.getName().equals(name))
                .findFirst().orElseThrow();
    }
}
