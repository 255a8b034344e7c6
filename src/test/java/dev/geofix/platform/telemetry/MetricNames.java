package dev.geofix.platform.telemetry;

import io.micrometer.core.instrument.Meter;
import io.micrometer.prometheusmetrics.PrometheusNamingConvention;
import java.util.List;

/** What Prometheus calls a metric, and the series that it makes of it. */
final class MetricNames {
    private MetricNames() {}

    static String of(Metric metric) {
        String name = new PrometheusNamingConvention().name(metric.id(), type(metric), metric.unit());
        // Endings of certain kinds, which the convention leaves to the exposition.
        String ending = metric.kind() == Metric.Kind.COUNTER ? "_total" : metric == Metric.MODEL_INFO ? "_info" : "";
        return name.endsWith(ending) ? name : name + ending;
    }

    static List<String> series(Metric metric) {
        String name = of(metric);
        return switch (metric.kind()) {
            case COUNTER, GAUGE -> List.of(name);
            case SUMMARY, TIMER -> List.of(name + "_count", name + "_sum", name + "_max");
            case HISTOGRAM -> List.of(name + "_bucket", name + "_count", name + "_sum", name + "_max");
        };
    }

    static String exposedType(Metric metric) {
        return switch (metric.kind()) {
            case COUNTER -> "counter";
            case GAUGE -> "gauge";
            case SUMMARY, TIMER -> "summary";
            case HISTOGRAM -> "histogram";
        };
    }

    private static Meter.Type type(Metric metric) {
        return switch (metric.kind()) {
            case COUNTER -> Meter.Type.COUNTER;
            case GAUGE -> Meter.Type.GAUGE;
            case SUMMARY -> Meter.Type.DISTRIBUTION_SUMMARY;
            case TIMER, HISTOGRAM -> Meter.Type.TIMER;
        };
    }
}
