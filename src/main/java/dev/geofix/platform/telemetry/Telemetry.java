package dev.geofix.platform.telemetry;

import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Puts OpenTelemetry to sleep unless somewhere to send to is configured: without, Spring Boot would trace requests for nobody, and push metrics to this machine
 * every minute. What is asleep makes no beans, so it costs neither time nor memory.
 */
public class Telemetry implements ApplicationContextInitializer<ConfigurableApplicationContext> {
    public static final String TRACES = "management.opentelemetry.tracing.export.otlp.endpoint";
    public static final String METRICS = "management.otlp.metrics.export.url";

    private static final String BOOT = "org.springframework.boot.";
    private static final String TRACING = String.join(",",
            BOOT + "micrometer.tracing.autoconfigure.MicrometerTracingAutoConfiguration",
            BOOT + "micrometer.tracing.autoconfigure.NoopTracerAutoConfiguration",
            BOOT + "micrometer.tracing.opentelemetry.autoconfigure.OpenTelemetryTracingAutoConfiguration",
            BOOT + "micrometer.tracing.opentelemetry.autoconfigure.otlp.OtlpTracingAutoConfiguration",
            BOOT + "opentelemetry.autoconfigure.OpenTelemetrySdkAutoConfiguration",
            BOOT + "opentelemetry.autoconfigure.logging.OpenTelemetryLoggingAutoConfiguration",
            BOOT + "opentelemetry.autoconfigure.logging.otlp.OtlpLoggingAutoConfiguration");

    /** The environment is complete by now; what reads OpenTelemetry's own variables has been there too. */
    @Override
    public void initialize(ConfigurableApplicationContext context) {
        ConfigurableEnvironment environment = context.getEnvironment();
        Map<String, Object> asleep = new LinkedHashMap<>();
        if (!environment.containsProperty(METRICS)) {
            asleep.put("management.otlp.metrics.export.enabled", false);
        }
        if (!environment.containsProperty(TRACES)) {
            asleep.put("spring.autoconfigure.exclude", TRACING);
        }
        environment.getPropertySources().addLast(new MapPropertySource("telemetry", asleep));
    }
}
