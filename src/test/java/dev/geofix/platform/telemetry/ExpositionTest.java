package dev.geofix.platform.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.geofix.testing.Exposition.Sample;
import dev.geofix.testing.Exposition;
import dev.geofix.testing.OperatedService;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What Prometheus gets to see of a service that has done some of everything. */
@ExtendWith(OperatedService.class)
class ExpositionTest {
    private final OperatedService.Running service = OperatedService.running();

    @ParameterizedTest
    @EnumSource(Metric.class)
    void eachMetricIsThereWithItsMeaningAndItsTags(Metric metric) {
        Exposition exposed = metric.tags().contains("training") ? service.whileTraining() : service.scrape();
        String name = MetricNames.of(metric);
        assertThat(exposed.help().get(name)).isEqualTo(metric.description());
        assertThat(exposed.types().get(name)).isEqualTo(MetricNames.exposedType(metric));
        for (String series : MetricNames.series(metric)) {
            List<Sample> samples = exposed.named(series);
            assertThat(samples).as(series).isNotEmpty().allSatisfy(sample -> {
                assertThat(sample.labels().keySet().stream().filter(label -> !label.equals("le")))
                        .containsExactlyInAnyOrderElementsOf(metric.tags());
                assertThat(sample.value()).isNotNaN();
            });
        }
        if (metric.unit() != null && metric.kind() != Metric.Kind.COUNTER) {
            assertThat(name).endsWith(metric.unit());
        }
    }

    @Test
    void nothingOfGeofixIsThereThatStandsInNoList() {
        Set<String> known = Arrays.stream(Metric.values()).flatMap(metric -> MetricNames.series(metric).stream())
                .collect(Collectors.toSet());
        assertThat(Stream.of(service.scrape(), service.whileTraining()).flatMap(seen -> seen.samples().stream())
                .map(Sample::name).filter(name -> name.startsWith("geofix"))).isSubsetOf(known);
    }

    @Test
    void aHistogramHasBucketsThatGrow() {
        List<Sample> buckets = service.scrape().named("geofix_locate_seconds_bucket").stream()
                .filter(sample -> "found".equals(sample.labels().get("outcome"))).toList();
        assertThat(buckets).extracting(sample -> sample.labels().get("le")).contains("0.005", "0.25", "1.0", "30.0",
                "+Inf");
        assertThat(buckets.stream().map(Sample::value)).isSorted();
    }

    @Test
    void aTrainingIsFollowedUntilItEnds() {
        assertThat(service.whileTraining().sum("geofix_training_steps", "training", service.training()))
                .isEqualTo(40_000);
        assertThat(service.whileTraining().sum("geofix_training_step")).isPositive();
        assertThat(service.whileTraining().sum("geofix_training_rate")).isPositive();
        assertThat(service.scrape().samples()).noneMatch(sample -> sample.name().startsWith("geofix_training"));
        assertThat(service.scrape().named("geofix_job_duration_seconds_count")).anySatisfy(sample -> {
            assertThat(sample.labels()).containsEntry("kind", "training").containsEntry("outcome", "cancelled");
            assertThat(sample.value()).isEqualTo(1);
        });
    }

    @Test
    void theDiskOfTheDataFolderAndTheMemoryOfTheProcessAreMeasured() {
        Exposition now = service.scrape();
        assertThat(now.sum("disk_free_bytes", "path", service.data().toString())).isPositive();
        assertThat(now.sum("geofix_process_resident_bytes")).isBetween(50e6, now.sum("geofix_memory_limit_bytes"));
    }
}
