package dev.geofix.packaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.marcnuri.helm.LintResult;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChartTest {
    @Test
    void helmFindsNothingToComplainAbout() {
        LintResult result = Chart.lint();

        assertThat(result.isFailed()).as(result.getMessages().toString()).isFalse();
        assertThat(result.getMessages()).noneMatch(message -> message.matches(".*(WARNING|ERROR).*"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"defaults", "minimal", "gpu-jobs", "oauth2", "existing-claim", "monitoring", "everything",
        "cluster", "cluster-everything"})
    void everyManifestIsOfAKnownTypeWithItsFieldsOnlyAndANameOfItsOwn(String values) {
        List<HasMetadata> manifests = Chart.of(values).manifests();
        Set<String> names = manifests.stream()
                .map(manifest -> manifest.getKind() + " " + manifest.getMetadata().getName())
                .collect(Collectors.toSet());

        assertThat(manifests).hasSizeGreaterThan(3).hasSameSizeAs(names)
                .allSatisfy(manifest -> assertThat(manifest.getMetadata().getLabels())
                        .containsEntry("app.kubernetes.io/name", "geofix")
                        .containsEntry("app.kubernetes.io/instance", "town"));
    }

    @Test
    void theReaderOfManifestsRefusesAFieldThatKubernetesDoesNotHave() {
        assertThatThrownBy(() -> StrictManifests.read("""
                apiVersion: v1
                kind: Service
                metadata: {name: x}
                spec: {ports: [{port: 1, targetport: http}]}
                """)).hasMessageContaining("targetport");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "replica | 2 | replica",
        "replicas | 0 | replicas",
        "mode | many | mode",
        "database.host | jdbc:postgresql://db | host",
        "opensearch.prefix | Geofix | prefix",
        "jobs.launcher | slurm | jobs",
        "jobs.gpu | 1 | gpu",
        "persistence.size | much | size",
        "image.pullPolicy | Sometimes | pullPolicy",
        "service.port | 70000 | port",
        "keys.existingSecret | Geofix Keys | existingSecret"})
    void aValueThatCannotBeIsRefusedByName(String name, String value, String message) {
        assertThatThrownBy(() -> Chart.with(Map.of(name, value))).hasMessageContaining("schema")
                .hasMessageContaining(message);
    }

    @Test
    void aServiceThatNobodyCouldBeLetIntoIsRefusedWithTheWayOut() {
        assertThatThrownBy(() -> Chart.with(Map.of("keys.existingSecret", "")))
                .hasMessageContaining("needs keys.existingSecret, oauth2.issuerUri or oauth2.jwkSetUri");
    }

    @Test
    void jobsOfTheClusterNeedADataFolderThatTheyCanShare() {
        assertThatThrownBy(() -> Chart.with(Map.of("jobs.launcher", "kubernetes", "persistence.enabled", "false")))
                .hasMessageContaining("needs persistence.enabled");
    }

    @Test
    void aClaimOfItsOwnOutlivesTheReleaseAndAnExistingOneIsNotMadeAgain() {
        assertThat(Chart.of("defaults").only(PersistentVolumeClaim.class, "town-geofix-data").getMetadata()
                .getAnnotations()).containsEntry("helm.sh/resource-policy", "keep");
        assertThat(Chart.of("existing-claim").all(PersistentVolumeClaim.class)).isEmpty();
    }

    @Test
    void whatIsSwitchedOffByDefaultIsMadeWhenItIsAskedFor() {
        assertThat(kinds("defaults")).doesNotContain("Ingress", "PodDisruptionBudget", "ServiceMonitor",
                "PrometheusRule", "Role", "RoleBinding");
        assertThat(kinds("everything")).contains("Ingress", "PodDisruptionBudget", "ServiceMonitor", "PrometheusRule",
                "Role", "RoleBinding");
        Chart chart = Chart.of("everything");
        assertThat(chart.only(Ingress.class, "town-geofix").getSpec().getTls()).hasSize(1);
        assertThat(chart.only(PodDisruptionBudget.class, "town-geofix").getSpec().getMaxUnavailable().getIntVal())
                .isZero();
    }

    @Test
    void podsMayOnlyBeAskedAtTheirPortsAndAskOnlyWhatTheyNeed() {
        NetworkPolicy plain = Chart.of("defaults").only(NetworkPolicy.class, "town-geofix");
        assertThat(plain.getSpec().getPolicyTypes()).containsExactly("Ingress", "Egress");
        assertThat(plain.getSpec().getEgress()).as("names only").hasSize(1);
        assertThat(plain.getSpec().getIngress().getLast().getFrom()).as("not everybody reaches the metrics")
                .isNotEmpty();

        Map<Integer, List<?>> asked = new HashMap<>();
        Chart.of("everything").only(NetworkPolicy.class, "town-geofix").getSpec().getEgress()
                .forEach(rule -> rule.getPorts().forEach(port -> asked.put(port.getPort().getIntVal(), rule.getTo())));
        assertThat(asked).containsOnlyKeys(53, 443, 6443, 8443, 4318);
        assertThat(asked.get(6443)).as("the cluster's API alone").hasSize(1);

        assertThat(Chart.of("gpu-jobs").only(NetworkPolicy.class, "town-geofix-jobs").getSpec().getEgress()).isEmpty();
    }

    private static List<String> kinds(String values) {
        return Chart.of(values).manifests().stream().map(HasMetadata::getKind).toList();
    }
}
