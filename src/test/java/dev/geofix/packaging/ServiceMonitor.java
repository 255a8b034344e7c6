package dev.geofix.packaging;

import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Version;
import java.util.List;

/** As the Prometheus operator has it, as far as the chart uses it. */
@Group("monitoring.coreos.com")
@Version("v1")
class ServiceMonitor extends CustomResource<ServiceMonitor.Spec, Void> {
    record Spec(LabelSelector selector, List<Endpoint> endpoints) {}

    record Endpoint(String port, String path, String interval, List<Relabeling> relabelings) {}

    record Relabeling(String targetLabel, String replacement) {}
}
