package dev.geofix.testing;

import dev.geofix.app.Geofix;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * The whole service on a free port and a data folder of its own; it may be started again on the same folder. It takes as long for a photo as it needs, so that answers are the same on a busy
 * machine.
 */
public record RunningService(ConfigurableApplicationContext context) implements AutoCloseable {
    /** @param settings such as {@code --geofix.demo.enabled=false} */
    public static RunningService start(Path data, String... settings) {
        return new RunningService(new SpringApplicationBuilder(Geofix.class).properties("geofix.verification.budget=5m")
                .run(Stream.concat(Stream.of("--server.port=0", "--geofix.data=" + data), Stream.of(settings))
                        .toArray(String[]::new)));
    }

    public Api api() {
        return new Api(context.getEnvironment().getRequiredProperty("local.server.port", Integer.class));
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    @Override
    public void close() {
        context.close();
    }
}
