package dev.geofix.gallery;

import dev.geofix.inference.ModelRegistry;
import dev.geofix.inference.ModelVersion;
import dev.geofix.testing.TestSession;
import dev.geofix.testing.TinyModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.test.web.servlet.client.RestTestClient;

/** The service up to galleries, with a tiny model, over a data folder that outlives it. */
public final class GalleryApp implements AutoCloseable {
    private static final ModelVersion TINY = new ModelVersion("tiny-1");

    private final ConfigurableApplicationContext context;

    /** @param settings such as {@code --geofix.job.parallel=2} */
    public GalleryApp(Path data, String... settings) throws IOException {
        context = new SpringApplicationBuilder(Modules.class).run(Stream.concat(Stream.of("--geofix.data=" + data,
                "--server.port=0", "--management.endpoint.health.validate-group-membership=false",
                "--spring.servlet.multipart.max-file-size=1MB", "--geofix.gallery.import-batch=4",
                "--geofix.verification.tile-size=96"),
                Stream.of(settings)).toArray(String[]::new));
        if (models().list().isEmpty()) {
            activate(TINY, data);
        }
    }

    public void activate(ModelVersion version, Path data) throws IOException {
        models().install(version, TinyModel.write(data.resolveSibling(version + "-source")));
        models().activate(version);
    }

    public ModelRegistry models() {
        return context.getBean(ModelRegistry.class);
    }

    public GalleryService galleries() {
        return context.getBean(GalleryService.class);
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    public String url() {
        return "http://127.0.0.1:" + ((WebServerApplicationContext) context).getWebServer().getPort() + "/api/v1";
    }

    public RestTestClient http() {
        return RestTestClient.bindToServer(TestSession.requests()).baseUrl(url()).build();
    }

    @Override
    public void close() {
        context.close();
    }

    @EnableAutoConfiguration
    @ComponentScan({"dev.geofix.gallery", "dev.geofix.ingest", "dev.geofix.imaging", "dev.geofix.jobs",
        "dev.geofix.inference",
        "dev.geofix.platform", "dev.geofix.security", "dev.geofix.verification"})
    @ConfigurationPropertiesScan({"dev.geofix.gallery", "dev.geofix.ingest", "dev.geofix.imaging", "dev.geofix.jobs",
        "dev.geofix.inference",
        "dev.geofix.platform", "dev.geofix.security", "dev.geofix.verification"})
    public static class Modules {}
}
