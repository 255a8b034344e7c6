package dev.geofix.packaging;

import io.fabric8.kubernetes.api.model.ConfigMap;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.core.io.ByteArrayResource;
import tools.jackson.databind.json.JsonMapper;

/** The application.yaml of the chart, as the service reads it. */
record ChartSettings(List<PropertySource<?>> documents) {
    private static final String METADATA = "META-INF/spring-configuration-metadata.json";

    static ChartSettings of(Chart chart) throws IOException {
        String yaml = chart.only(ConfigMap.class, "town-geofix").getData().get("application.yaml");
        return new ChartSettings(new YamlPropertySourceLoader().load("chart",
                new ByteArrayResource(yaml.getBytes(StandardCharsets.UTF_8))));
    }

    /** A setting of what the variable SPRING_CONFIG_IMPORT has the service read besides. */
    static @Nullable String imported(String location, String setting) {
        StandardEnvironment service = new StandardEnvironment();
        service.getPropertySources().addFirst(new SystemEnvironmentPropertySource("systemEnvironment",
                Map.of("SPRING_CONFIG_IMPORT", location)));
        ConfigDataEnvironmentPostProcessor.applyTo(service);
        return service.getProperty(setting);
    }

    /** All settings that Geofix and the libraries beside it declare. */
    static Set<String> known() throws IOException {
        Set<String> names = new TreeSet<>();
        Enumeration<URL> files = ChartSettings.class.getClassLoader().getResources(METADATA);
        while (files.hasMoreElements()) {
            try (InputStream file = files.nextElement().openStream()) {
                JsonMapper.shared().readTree(file).get("properties")
                        .forEach(property -> names.add(property.get("name").asString()));
            }
        }
        return names;
    }

    Set<String> names() {
        Set<String> names = new TreeSet<>();
        documents.forEach(
                document -> names.addAll(List.of(((EnumerablePropertySource<?>) document).getPropertyNames())));
        return names;
    }

    <T> T bind(String prefix, Class<T> type) {
        return new Binder(documents.stream().map(ConfigurationPropertySources::from).flatMap(
                sources -> StreamSupport.stream(sources.spliterator(), false)).toList())
                .bind(prefix, type).get();
    }
}
