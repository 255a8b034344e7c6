package dev.geofix.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.geofix.testing.Promql;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.Yaml;

/** What a reader copies from the page about clusters fits the chart. */
class ChartPageTest {
    @Test
    void theValuesOfThePageAreTaken(@TempDir Path folder) throws IOException {
        Path values = Files.writeString(folder.resolve("values.yaml"), block("# cluster.yaml"));

        assertThat(Chart.ofFile(values).all(Deployment.class)).extracting(each -> each.getMetadata().getName())
                .containsExactlyInAnyOrder("town-geofix", "town-geofix-workers");
    }

    /** By this rule Prometheus Adapter makes the metric. */
    @Test
    void theMetricIsTheOneOfThePageAndIsMadeOfWhatGeofixCounts() throws IOException {
        Map<String, Map<String, List<Map<String, Object>>>> values = new Yaml().load(block("rules:"));
        Map<String, Object> rule = values.get("rules").get("external").getFirst();
        String expression = rule.get("metricsQuery").toString().replace("<<.Series>>", "geofix_jobs")
                .replace("<<.LabelMatchers>>", "namespace=\"maps\", service=\"town-geofix-management\"");

        assertThat(rule.get("name").toString()).contains(Chart.of("cluster-everything")
                .only(HorizontalPodAutoscaler.class, "town-geofix-workers").getSpec().getMetrics().getFirst()
                .getExternal().getMetric().getName());
        assertThat(rule.get("seriesQuery").toString()).startsWith("geofix_jobs{");
        assertThat(Promql.of(expression).selectors()).singleElement().satisfies(selector -> {
            assertThat(selector.metric()).isEqualTo("geofix_jobs");
            assertThat(selector.labels()).containsExactlyInAnyOrder("namespace", "service", "kind", "state");
        });
        assertThat(expression).as("each pod counts them all").contains("max by (kind, state)");
        assertThat(Files.readString(Path.of("docs/metrics.md")))
                .contains("| `geofix_jobs` | gauge | jobs | `kind`, `state` |");
    }

    private static String block(String first) throws IOException {
        Matcher block = Pattern.compile("(?ms)^```yaml\\R(" + first + "$.*?)^```$")
                .matcher(Files.readString(Path.of("docs/cluster.md")));
        assertThat(block.find()).as(first).isTrue();
        return block.group(1);
    }
}
