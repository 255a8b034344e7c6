package dev.geofix.platform;

import java.net.URI;
import java.net.http.HttpRequest;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How a command that asks a running service shows a key; a picocli mixin. */
public final class ServiceKey {
    @Option(names = "--key", defaultValue = "${env:GEOFIX_KEY}", showDefaultValue = picocli.CommandLine.Help.Visibility.NEVER, description = "key to show, where the service asks for one; better in the environment variable GEOFIX_KEY, which other users cannot see")
    private @Nullable String key;

    /** A request that shows the key, if there is one. */
    public HttpRequest.Builder request(URI address) {
        HttpRequest.Builder request = HttpRequest.newBuilder(address);
        return key == null || key.isBlank() ? request : request.header("Authorization", "Bearer " + key.strip());
    }
}
