package dev.geofix.demo;

import dev.geofix.ingest.source.SourceOptions;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import org.springframework.core.io.ResourceLoader;
import org.springframework.stereotype.Component;

/** A map of a real campus and a photo of a flight over it, which come with the application. */
@Component
class DemoCampus {
    private static final String PLACE = "classpath:/demo/campus/";

    private final DemoSettings settings;
    private final ResourceLoader resources;

    DemoCampus(DemoSettings settings, ResourceLoader resources) {
        this.settings = settings;
        this.resources = resources;
    }

    void unpack(DemoFolder folder) throws IOException {
        // An import that goes on from an earlier start may be reading the map.
        if (!Files.exists(folder.map())) {
            folder.write(folder.map(), read("campus.tif"));
        }
        folder.write(folder.photo(), read("photo.jpg"));
    }

    /** How the map is cut into tiles. */
    SourceOptions cut() {
        return new SourceOptions(null, null, null, null, settings.groundMeters(), settings.overlap());
    }

    private byte[] read(String name) throws IOException {
        try (InputStream in = resources.getResource(PLACE + name).getInputStream()) {
            return in.readAllBytes();
        }
    }
}
