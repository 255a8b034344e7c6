package dev.geofix.locate;

import dev.geofix.platform.ServiceKey;
import java.io.IOException;
import java.io.PrintWriter;
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
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code measure}: what {@code POST /locate} of a running service costs, as its clients see it and stage by stage. */
@Command(name = "measure", mixinStandardHelpOptions = true, showDefaultValues = true, description = "Asks a running service for photos and prints how long it takes.")
public final class MeasureCommand implements Callable<Integer> {
    private static final String BOUNDARY = "geofix-photo";
    private static final List<String> STAGES = List.of("decodeMs", "embedMs", "searchMs");

    @Option(names = "--photos", required = true, description = "folder of JPEG photos, asked for in turn")
    private Path photos = Path.of("");

    @Option(names = "--url", description = "what to ask, with any parameters")
    private URI url = URI.create("http://localhost:8080/api/v1/locate");

    @Mixin
    private ServiceKey key = new ServiceKey();

    @Option(names = "--requests", description = "photos to ask for at each number of connections")
    private int requests = 300;

    @Option(names = "--connections", split = ",", description = "how many are asked for at once")
    private List<Integer> connections = List.of(1, 4);

    @Spec
    private @Nullable CommandSpec spec;

    /** @param millis of the whole request and of each stage */
    private record Answer(int status, double[] millis) {}

    private record Load(List<Answer> answers, double seconds) {}

    @Override
    public Integer call() throws Exception {
        List<byte[]> bodies = bodies();
        PrintWriter out = spec == null ? new PrintWriter(System.out, true) : spec.commandLine().getOut();
        try (HttpClient client = HttpClient.newHttpClient()) {
            load(client, bodies, 1, Math.min(requests, 20));
            out.println(
                    "| at once | photos/s | answered | whole p50 | p99 | decode p50 | p99 | embed p50 | p99 | search p50 | p99 |");
            out.println("|---|---|---|---|---|---|---|---|---|---|---|");
            for (int width : connections) {
                out.println(row(width, load(client, bodies, width, requests)));
                out.flush();
            }
        }
        return 0;
    }

    private List<byte[]> bodies() throws IOException {
        List<byte[]> bodies = new ArrayList<>();
        try (Stream<Path> files = Files.list(photos)) {
            for (Path file : files.filter(path -> path.toString().toLowerCase(Locale.ROOT).endsWith(".jpg")).sorted()
                    .toList()) {
                bodies.add(body(Files.readAllBytes(file)));
            }
        }
        if (bodies.isEmpty() || requests < 1) {
            throw new IllegalArgumentException("nothing to ask for: no .jpg in " + photos + ", or --requests below 1");
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

    private Load load(HttpClient client, List<byte[]> bodies, int width, int count) throws Exception {
        AtomicInteger next = new AtomicInteger();
        List<Answer> answers = new ArrayList<>();
        long start = System.nanoTime();
        try (ExecutorService threads = Executors.newFixedThreadPool(width)) {
            List<Future<List<Answer>>> all = new ArrayList<>();
            for (int i = 0; i < width; i++) {
                all.add(threads.submit(() -> {
                    List<Answer> own = new ArrayList<>();
                    for (int k = next.getAndIncrement(); k < count; k = next.getAndIncrement()) {
                        own.add(ask(client, bodies.get(k % bodies.size())));
                    }
                    return own;
                }));
            }
            for (Future<List<Answer>> part : all) {
                answers.addAll(part.get());
            }
        }
        return new Load(answers, (System.nanoTime() - start) / 1e9);
    }

    private Answer ask(HttpClient client, byte[] body) throws IOException, InterruptedException {
        long start = System.nanoTime();
        HttpResponse<byte[]> response = client.send(
                key.request(url).header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                        .POST(HttpRequest.BodyPublishers.ofByteArray(body)).build(),
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

    /** Refused photos count as asked for, but not into the times. */
    private static String row(int width, Load load) {
        List<Answer> served = load.answers().stream().filter(answer -> answer.status() == 200).toList();
        StringBuilder row = new StringBuilder(String.format(Locale.ROOT, "| %d | %.1f | %d of %d |", width,
                served.size() / load.seconds(), served.size(), load.answers().size()));
        for (int i = 0; i <= STAGES.size(); i++) {
            int column = i;
            double[] sorted = served.stream().mapToDouble(answer -> answer.millis()[column]).sorted().toArray();
            row.append(String.format(Locale.ROOT, " %.1f | %.1f |", quantile(sorted, 0.5), quantile(sorted, 0.99)));
        }
        return row.toString();
    }

    private static double quantile(double[] sorted, double share) {
        return sorted.length == 0 ? Double.NaN : sorted[Math.min(sorted.length - 1, (int) (share * sorted.length))];
    }
}
