package dev.geofix.benchmark;

import dev.geofix.platform.ServiceKey;
import dev.geofix.platform.UserException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Photos of a folder, sent to a running service as its clients send them. */
public final class PhotoClient implements AutoCloseable {
    static final List<String> STAGES = List.of("decodeMs", "embedMs", "searchMs");

    private static final String BOUNDARY = "geofix-photo";

    private final HttpClient client = HttpClient.newHttpClient();
    private final URI url;
    private final ServiceKey key;
    private final List<byte[]> bodies;

    /** @throws UserException when the folder holds no JPEG */
    public PhotoClient(URI url, ServiceKey key, Path photos) throws IOException {
        this.url = url;
        this.key = key;
        this.bodies = bodies(photos);
    }

    /**
     * @param status 200 where it was answered
     * @param millis of the whole request and of each of the {@link #STAGES}
     */
    record Answer(int status, double[] millis) {
        boolean isServed() {
            return status == 200;
        }
    }

    /** Asks for the photo of that number, which goes on from the first after the last. */
    Answer ask(int number) throws IOException, InterruptedException {
        long start = System.nanoTime();
        HttpResponse<byte[]> response = client.send(
                key.request(url).header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                        .POST(HttpRequest.BodyPublishers.ofByteArray(bodies.get(number % bodies.size()))).build(),
                HttpResponse.BodyHandlers.ofByteArray());
        double[] millis = new double[1 + STAGES.size()];
        millis[0] = (System.nanoTime() - start) / 1e6;
        if (response.statusCode() == 200) {
            JsonNode timings = JsonMapper.shared().readTree(response.body()).path("timings");
            for (int i = 0; i < STAGES.size(); i++) {
                millis[i + 1] = timings.path(STAGES.get(i)).asDouble(0);
            }
        }
        return new Answer(response.statusCode(), millis);
    }

    /** A reading of the service's own metrics; not a number where it gives none. */
    double metric(String name) throws IOException, InterruptedException {
        HttpResponse<byte[]> response = client.send(key.request(url.resolve("/actuator/metrics/" + name)).build(),
                HttpResponse.BodyHandlers.ofByteArray());
        return response.statusCode() != 200
                ? Double.NaN
                : JsonMapper.shared().readTree(response.body()).path("measurements").path(0).path("value").asDouble();
    }

    private static List<byte[]> bodies(Path photos) throws IOException {
        List<byte[]> bodies = new ArrayList<>();
        try (Stream<Path> files = Files.list(photos)) {
            for (Path file : files.filter(path -> path.toString().toLowerCase(Locale.ROOT).endsWith(".jpg")).sorted()
                    .toList()) {
                bodies.add(body(Files.readAllBytes(file)));
            }
        }
        if (bodies.isEmpty()) {
            throw new UserException("nothing to ask for: no .jpg in " + photos);
        }
        return bodies;
    }

    private static byte[] body(byte[] photo) {
        byte[] head = ("--" + BOUNDARY
                + "\r\nContent-Disposition: form-data; name=\"image\"; filename=\"photo.jpg\"\r\n"
                + "Content-Type: image/jpeg\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
        byte[] tail = ("\r\n--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.US_ASCII);
        byte[] body = Arrays.copyOf(head, head.length + photo.length + tail.length);
        System.arraycopy(photo, 0, body, head.length, photo.length);
        System.arraycopy(tail, 0, body, head.length + photo.length, tail.length);
        return body;
    }

    @Override
    public void close() {
        client.close();
    }

    /** Which photos a command asks for, and whom; a picocli mixin. */
    public static final class Target {
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
}
