package dev.geofix.platform.telemetry;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

/** Starts with the service's settings and nothing else of it, and logs three lines. */
final class LogProbe {
    private LogProbe() {}

    public static void main(String[] arguments) {
        try (ConfigurableApplicationContext context = new SpringApplicationBuilder(Nothing.class)
                .web(WebApplicationType.NONE).run(arguments)) {
            Logger log = LoggerFactory.getLogger(LogProbe.class);
            log.info("of nobody");
            try (MDC.MDCCloseable named = MDC.putCloseable(LogContext.REQUEST, "flight-7")) {
                log.info("of a request");
            }
            log.info("traces to {}, metrics to {}, leaving out {}",
                    context.getEnvironment().getProperty(Telemetry.TRACES),
                    context.getEnvironment().getProperty(Telemetry.METRICS),
                    context.getEnvironment().getProperty("spring.autoconfigure.exclude"));
        }
    }

    @Configuration
    static class Nothing {}
}
