package dev.geofix.platform.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.geofix.testing.Exposition.Sample;
import dev.geofix.testing.OperatedService;
import dev.geofix.testing.Promql;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Series with their labels: those that the service emits, those that Prometheus adds, and those that rules record. */
final class EmittedSeries {
    /** Given by whoever scrapes. */
    private static final Set<String> OF_THE_TARGET = Set.of("instance", "job");

    private final Map<String, Set<String>> labels = new HashMap<>();

    EmittedSeries(OperatedService.Running service) {
        labels.put("up", new HashSet<>(OF_THE_TARGET));
        Stream.of(service.whileTraining(), service.scrape()).flatMap(seen -> seen.samples().stream())
                .forEach(this::add);
    }

    private void add(Sample sample) {
        Set<String> known = labels.computeIfAbsent(sample.name(), name -> new HashSet<>(OF_THE_TARGET));
        known.addAll(sample.labels().keySet());
    }

    /** @param recorded by a rule that makes a series of that name */
    void record(String recorded, String expression) {
        labels.put(recorded, new HashSet<>(Promql.of(expression).grouping()));
    }

    /** @return labels that its answer may have */
    Set<String> check(String expression) {
        Promql query = Promql.of(expression);
        assertThat(query.selectors()).as(expression).isNotEmpty();
        Set<String> possible = new HashSet<>();
        query.selectors().forEach(selector -> {
            assertThat(labels).as("emitted, for " + expression).containsKey(selector.metric());
            Set<String> known = labels.getOrDefault(selector.metric(), Set.of());
            assertThat(known).as("labels of " + selector.metric() + " in " + expression).containsAll(selector.labels());
            possible.addAll(known);
        });
        assertThat(possible).as("grouping of " + expression).containsAll(query.grouping());
        return possible;
    }
}
