package dev.geofix.platform.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.geofix.testing.OperatedService;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The dashboard asks for nothing that the service does not emit. */
@ExtendWith(OperatedService.class)
class DashboardTest {
    private static final Pattern LEGEND = Pattern.compile("\\{\\{(\\w+)}}");
    private static final Pattern OF_LABEL = Pattern.compile("label_values\\((.*), (\\w+)\\)");

    private final EmittedSeries emitted = new EmittedSeries(OperatedService.running());
    private final JsonNode dashboard = read();

    @Test
    void everyPanelAsksForSeriesThatAreEmittedAndNamesThemByTheirLabels() {
        List<JsonNode> panels = panels();
        assertThat(panels).hasSizeGreaterThan(20).allSatisfy(panel -> {
            assertThat(panel.path("targets")).as(panel.path("title").asString()).isNotEmpty();
            assertThat(panel.at("/fieldConfig/defaults/unit").asString("")).isNotBlank();
            panel.path("targets").forEach(target -> {
                Set<String> possible = emitted.check(plain(target.path("expr").asString()));
                Matcher legend = LEGEND.matcher(target.path("legendFormat").asString());
                while (legend.find()) {
                    assertThat(possible).as(target.path("expr").asString()).contains(legend.group(1));
                }
            });
        });
    }

    @Test
    void theChoicesAreOfLabelsThatThereAre() {
        List<String> choices = new ArrayList<>();
        dashboard.at("/templating/list").forEach(variable -> {
            choices.add(variable.path("name").asString());
            if (variable.path("type").asString().equals("query")) {
                Matcher query = OF_LABEL.matcher(variable.at("/query/query").asString());
                assertThat(query.matches()).isTrue();
                assertThat(emitted.check(plain(query.group(1)))).contains(query.group(2));
            }
        });
        assertThat(choices).containsExactly("datasource", "instance", "gallery");
    }

    @Test
    void everyMetricHasItsPlaceOnIt() {
        String all = panels().stream().flatMap(panel -> panel.path("targets").valueStream())
                .map(target -> target.path("expr").asString()).collect(Collectors.joining("\n"));
        // The number of galleries is that of the lines in one panel, and requests are what is answered a moment later.
        assertThat(Arrays.stream(Metric.values())
                .filter(metric -> metric != Metric.GALLERIES && metric != Metric.LOCATE_REQUESTS))
                .allSatisfy(metric -> assertThat(all).contains(MetricNames.of(metric)));
    }

    @Test
    void noPanelLiesOnAnother() {
        Set<List<Integer>> cells = new HashSet<>();
        dashboard.path("panels").forEach(panel -> {
            JsonNode place = panel.path("gridPos");
            assertThat(place.path("x").asInt() + place.path("w").asInt()).isLessThanOrEqualTo(24);
            for (int x = 0; x < place.path("w").asInt(); x++) {
                for (int y = 0; y < place.path("h").asInt(); y++) {
                    assertThat(cells.add(List.of(place.path("x").asInt() + x, place.path("y").asInt() + y)))
                            .as(panel.path("title").asString()).isTrue();
                }
            }
        });
        assertThat(dashboard.path("panels").valueStream().map(panel -> panel.path("id").asInt()))
                .doesNotHaveDuplicates();
    }

    private List<JsonNode> panels() {
        return dashboard.path("panels").valueStream().filter(panel -> !panel.path("type").asString().equals("row"))
                .toList();
    }

    /** As Grafana sends it. */
    private static String plain(String expression) {
        return expression.replace("$__rate_interval", "1m").replace("$instance", ".*").replace("$gallery", ".*");
    }

    private static JsonNode read() {
        try {
            return JsonMapper.shared().readTree(Files.readString(Path.of("helm/geofix/dashboards/geofix.json")));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
