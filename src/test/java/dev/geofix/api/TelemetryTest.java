package dev.geofix.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.geofix.inference.ModelRegistry;
import dev.geofix.inference.ModelVersion;
import dev.geofix.testing.Api;
import dev.geofix.testing.Collector;
import dev.geofix.testing.OperatedService;
import dev.geofix.testing.RunningService;
import dev.geofix.testing.TinyModel;
import io.micrometer.registry.otlp.OtlpMeterRegistry;
import io.micrometer.tracing.Tracer;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.proto.trace.v1.Span;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ApplicationContext;

@ExtendWith(OperatedService.class)
class TelemetryTest {
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String CALLER = "00f067aa0ba902b7";

    @Test
    void isAsleepUnlessAnEndpointIsConfigured() {
        ApplicationContext context = OperatedService.running().service().context();
        assertThat(context.getBeansOfType(Tracer.class)).isEmpty();
        assertThat(context.getBeansOfType(OpenTelemetry.class)).isEmpty();
        assertThat(context.getBeansOfType(OtlpMeterRegistry.class)).isEmpty();
    }

    @Test
    void aCollectorGetsTheStagesOfARequestInTheCallersTrace(@TempDir Path folder) throws Exception {
        try (Collector collector = new Collector();
                RunningService service = RunningService.start(folder.resolve("data"), "--geofix.demo.enabled=false",
                        "--management.opentelemetry.tracing.export.otlp.endpoint=" + collector.url() + "/v1/traces",
                        "--management.opentelemetry.tracing.export.schedule-delay=100ms",
                        "--management.otlp.metrics.export.url=" + collector.url() + "/v1/metrics",
                        "--management.otlp.metrics.export.step=1s")) {
            ModelRegistry models = service.bean(ModelRegistry.class);
            models.install(new ModelVersion("tiny"), TinyModel.write(folder.resolve("tiny")));
            models.activate(new ModelVersion("tiny"));
            Api api = service.api();
            api.put("/api/v1/galleries/default");
            Api.Answer answer = api.with("traceparent", "00-" + TRACE + "-" + CALLER + "-01")
                    .postImage("/api/v1/locate", OperatedService.tile(1));
            assertThat(answer.status()).isEqualTo(200);

            List<Span> trace = await().until(() -> ofTrace(collector),
                    spans -> spans.size() >= 6);
            Span request = trace.stream().filter(span -> hex(span.getParentSpanId().toByteArray()).equals(CALLER))
                    .findFirst().orElseThrow();
            assertThat(request.getName()).isEqualTo("http post /api/v1/locate");
            List<Span> stages = trace.stream().filter(span -> span.getParentSpanId().equals(request.getSpanId()))
                    .toList();
            assertThat(stages).extracting(Span::getName).contains("locate decode", "locate preprocess", "locate embed",
                    "locate search", "locate rerank");
            assertThat(stages).allSatisfy(stage -> {
                assertThat(stage.getEndTimeUnixNano()).isGreaterThanOrEqualTo(stage.getStartTimeUnixNano());
                assertThat(stage.getEndTimeUnixNano()).isLessThanOrEqualTo(request.getEndTimeUnixNano() + 1_000_000);
            });
            assertThat(collector.services()).containsExactly("geofix");
            await()
                    .until(() -> collector.metricNames().contains("geofix.locate.requests"));
        }
    }

    private static List<Span> ofTrace(Collector collector) {
        return collector.spans().stream().filter(span -> hex(span.getTraceId().toByteArray()).equals(TRACE)).toList();
    }

    private static String hex(byte[] id) {
        return HexFormat.of().formatHex(id);
    }
}
