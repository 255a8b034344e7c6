package dev.geofix.ingest.geotiff;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Objects;

/** The files that {@code make.sh} beside them makes. */
final class Fixture {
    private Fixture() {}

    static Path of(String name) {
        try {
            return Path.of(Objects.requireNonNull(Fixture.class.getResource(name + ".tif"), name).toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
