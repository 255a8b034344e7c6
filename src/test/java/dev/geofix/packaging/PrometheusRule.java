package dev.geofix.packaging;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Version;
import java.util.List;
import java.util.Map;

/** As the Prometheus operator has it, as far as the chart uses it. */
@Group("monitoring.coreos.com")
@Version("v1")
class PrometheusRule extends CustomResource<PrometheusRule.Spec, Void> {
    record Spec(List<RuleGroup> groups) {}

    record RuleGroup(String name, String interval, List<Rule> rules) {}

    record Rule(String record, String alert, String expr, @JsonProperty("for") String during,
            Map<String, String> labels, Map<String, String> annotations) {}
}
