package dev.geofix.demo;

import dev.geofix.inference.ModelRegistry.InstalledModel;
import dev.geofix.inference.ModelRegistry;
import dev.geofix.inference.ModelVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.springframework.core.io.ResourceLoader;
import org.springframework.stereotype.Component;

/** The model that comes with the application. */
@Component
class DemoModel {
    static final ModelVersion VERSION = new ModelVersion("demo-1");

    private static final List<String> FILES = List.of("model.json", "weights.safetensors");

    private final DemoSettings settings;
    private final ResourceLoader resources;
    private final ModelRegistry models;

    DemoModel(DemoSettings settings, ResourceLoader resources, ModelRegistry models) {
        this.settings = settings;
        this.resources = resources;
        this.models = models;
    }

    /** Unpacks it into a scratch folder, installs and activates it, unless an earlier start has done so. */
    void install(Path scratch) throws IOException {
        if (models.list().stream().anyMatch(InstalledModel::active)) {
            return;
        }
        Files.createDirectories(scratch);
        for (String file : FILES) {
            try (InputStream in = resources.getResource(settings.model() + file).getInputStream()) {
                Files.write(scratch.resolve(file), in.readAllBytes());
            }
        }
        models.install(VERSION, scratch);
        for (String file : FILES) {
            Files.delete(scratch.resolve(file));
        }
        Files.delete(scratch);
        models.activate(VERSION);
    }
}
