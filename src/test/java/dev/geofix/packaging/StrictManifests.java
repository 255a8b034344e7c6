package dev.geofix.packaging;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.introspect.Annotated;
import tools.jackson.databind.introspect.JacksonAnnotationIntrospector;
import tools.jackson.databind.json.JsonMapper;

/** Reads manifests into the types of Kubernetes; a field that its type does not have is an error. */
final class StrictManifests {
    private static final Map<String, Class<? extends HasMetadata>> TYPES = Map.ofEntries(
            Map.entry("v1/ConfigMap", ConfigMap.class), //
            Map.entry("v1/PersistentVolumeClaim", PersistentVolumeClaim.class), //
            Map.entry("v1/Pod", Pod.class), //
            Map.entry("v1/Service", Service.class), //
            Map.entry("v1/ServiceAccount", ServiceAccount.class), //
            Map.entry("apps/v1/Deployment", Deployment.class), //
            Map.entry("autoscaling/v2/HorizontalPodAutoscaler", HorizontalPodAutoscaler.class), //
            Map.entry("batch/v1/Job", Job.class), //
            Map.entry("networking.k8s.io/v1/Ingress", Ingress.class), //
            Map.entry("networking.k8s.io/v1/NetworkPolicy", NetworkPolicy.class), //
            Map.entry("policy/v1/PodDisruptionBudget", PodDisruptionBudget.class), //
            Map.entry("rbac.authorization.k8s.io/v1/Role", Role.class), //
            Map.entry("rbac.authorization.k8s.io/v1/RoleBinding", RoleBinding.class), //
            Map.entry("monitoring.coreos.com/v1/ServiceMonitor", ServiceMonitor.class), //
            Map.entry("monitoring.coreos.com/v1/PrometheusRule", PrometheusRule.class));

    /** The types take unknown fields into a map of further ones, which is switched off here. */
    private static final JsonMapper STRICT = JsonMapper.builder()
            .annotationIntrospector(new JacksonAnnotationIntrospector() {
                @Override
                public Boolean hasAnySetter(MapperConfig<?> config, Annotated annotated) {
                    return false;
                }
            }).enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

    private StrictManifests() {}

    static List<HasMetadata> read(String yaml) {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        List<HasMetadata> manifests = new ArrayList<>();
        for (Object document : new Yaml(options).loadAll(yaml)) {
            if (document instanceof Map<?, ?> manifest) {
                String type = manifest.get("apiVersion") + "/" + manifest.get("kind");
                if (!TYPES.containsKey(type)) {
                    throw new IllegalArgumentException("no type for " + type);
                }
                manifests.add(STRICT.convertValue(manifest, TYPES.get(type)));
            }
        }
        return manifests;
    }
}
