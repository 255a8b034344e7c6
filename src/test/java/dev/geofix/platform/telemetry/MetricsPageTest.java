package dev.geofix.platform.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.geofix.testing.GeneratedPage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Makes {@code docs/metrics.md} of the list of all metrics. */
class MetricsPageTest {
    private static final String HEAD = """
            # Metrics

            Made of the code by `MetricsPageTest`; do not edit. `./mvnw test -Dtest=MetricsPageTest -Dgeofix.docs=write` writes it anew.

            `GET /actuator/prometheus` exposes all of them to Prometheus, `GET /actuator/metrics/{name}` one of them to people. Beside these there are Spring Boot's own: `http_server_requests_seconds`
            of all calls by address and status, `disk_free_bytes` and `disk_total_bytes` of the data folder's disk, `jvm_…`, `process_…`, `hikaricp_…`, `logback_events_total`. What uses them: the
            [dashboard](../helm/geofix/dashboards/geofix.json), the [rules](../helm/geofix/rules/geofix.yaml), the [runbook](runbook.md).

            | name | in Prometheus | kind | unit | tags | meaning |
            |---|---|---|---|---|---|
            """;
    private static final String KINDS = """

            A timer or summary has the series `_count`, `_sum` and `_max`, a histogram also `_bucket`, with bounds from 5 ms to 30 s. Counts begin at 0 with each start of the service.

            ## What always holds

            Within one process, whenever no work is under way:

            """;

    @Test
    void thePageIsThatOfTheCode() throws IOException {
        String metrics = Arrays.stream(Metric.values()).map(MetricsPageTest::row).collect(Collectors.joining());
        String invariants = Arrays.stream(Metric.Invariant.values())
                .map(each -> "- **%s.** %s\n".formatted(each.equation(), each.meaning())).collect(Collectors.joining());
        GeneratedPage.check(Path.of("docs/metrics.md"), HEAD + metrics + KINDS + invariants, getClass());
    }

    @Test
    void namesAreUniqueAndDescriptionsAreSentences() {
        assertThat(Metric.values()).extracting(Metric::id).doesNotHaveDuplicates()
                .allSatisfy(id -> assertThat(id).matches("geofix(\\.[a-z]+)+"));
        assertThat(Metric.values()).extracting(Metric::description).doesNotHaveDuplicates()
                .allSatisfy(text -> assertThat(text).matches("[A-Z0-9].*[a-z0-9)]"));
    }

    private static String row(Metric metric) {
        return "| `%s` | `%s` | %s | %s | %s | %s |\n".formatted(metric.id(), MetricNames.of(metric),
                metric.kind().name().toLowerCase(Locale.ROOT), Objects.requireNonNullElse(metric.unit(), ""),
                metric.tags().stream().map("`%s`"::formatted).collect(Collectors.joining(", ")), metric.description());
    }
}
