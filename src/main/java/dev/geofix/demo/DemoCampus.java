package dev.geofix.demo;

import dev.geofix.gallery.source.SourceOptions;
import dev.geofix.imaging.ImageFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
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

    /** Puts the map and the photo there, unless an earlier start has done so. */
    void unpack(Path map, Path photo) throws IOException {
        unpack("campus.tif", map);
        unpack("photo.jpg", photo);
    }

    /** How the map is cut into tiles. */
    SourceOptions cut() {
        return new SourceOptions(null, null, null, null, settings.groundMeters(), settings.overlap());
    }

    /** An import that goes on from an earlier start may be reading the file: one that is there stays. */
    private void unpack(String name, Path file) throws IOException {
        if (Files.exists(file)) {
            return;
        }
        try (InputStream in = resources.getResource(PLACE + name).getInputStream()) {
            ImageFile.write(file, in.readAllBytes());
        }
    }
}
