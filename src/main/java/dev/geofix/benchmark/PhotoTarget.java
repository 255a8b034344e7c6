package dev.geofix.benchmark;

import dev.geofix.platform.ServiceKey;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which photos a command asks for, and whom; a picocli mixin. */
public final class PhotoTarget {
    @Option(names = "--photos", required = true, description = "folder of JPEG photos, asked for in turn")
    private Path photos = Path.of("");

    @Option(names = "--url", description = "what to ask, with any parameters")
    private URI url = URI.create("http://localhost:8080/api/v1/locate");

    @Mixin
    private ServiceKey key = new ServiceKey();

    public PhotoClient client() throws IOException {
        return new PhotoClient(url, key, photos);
    }
}
