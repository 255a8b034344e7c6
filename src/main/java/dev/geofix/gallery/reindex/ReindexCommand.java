package dev.geofix.gallery.reindex;

import dev.geofix.gallery.GalleryName;
import dev.geofix.gallery.TileLinks;
import dev.geofix.platform.ServiceKey;
import dev.geofix.platform.UserException;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code reindex}: asks a running service to embed a gallery by its active model, and waits for the end. */
@Command(name = "reindex", mixinStandardHelpOptions = true, showDefaultValues = true, description = "Has a running service embed a gallery anew with its active model; the gallery answers meanwhile.")
public final class ReindexCommand implements Callable<Integer> {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final long PACE_MILLIS = 500;
    private static final int LINES = 20;

    @Option(names = "--gallery", description = "its name")
    private String gallery = "default";

    @Option(names = "--url", description = "where the service answers")
    private URI url = URI.create("http://localhost:8080");

    @Mixin
    private ServiceKey key = new ServiceKey();

    @Option(names = "--detach", description = "print the job's id and do not wait for it")
    private boolean detach;

    private long printed;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        String path = TileLinks.path(new GalleryName(gallery), "reindex");
        try (HttpClient client = HttpClient.newHttpClient()) {
            JsonNode job = ask(client, key.request(url.resolve(path))
                    .POST(HttpRequest.BodyPublishers.noBody()).build());
            String id = job.path("id").asString("");
            if (detach) {
                out.println(id);
                return 0;
            }
            while (!job.path("state").asString("").matches("SUCCEEDED|FAILED|CANCELLED")) {
                Thread.sleep(PACE_MILLIS);
                job = ask(client, key.request(url.resolve("/api/v1/jobs/" + id)).build());
                print(job.path("progress"));
            }
            out.println(job.path("message").asString(""));
            return job.path("state").asString("").equals("SUCCEEDED") ? 0 : 1;
        }
    }

    /** A line for every twentieth part. */
    private void print(JsonNode progress) {
        long done = progress.path("done").asLong();
        long total = progress.path("total").asLong(0);
        if (total > 0 && done * LINES / total > printed) {
            printed = done * LINES / total;
            spec.commandLine().getErr().printf("%d of %d tiles%n", done, total);
        }
    }

    private JsonNode ask(HttpClient client, HttpRequest request) throws IOException, InterruptedException {
        try {
            HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
            JsonNode body = JSON.readTree(answer.body());
            if (answer.statusCode() >= 400) {
                throw new UserException(
                        body.path("detail").asString("The service answered " + answer.statusCode()));
            }
            return body;
        } catch (ConnectException e) {
            throw new UserException(
                    "Nothing answers at " + url + ". Start the service, or name its address with --url.", e);
        } catch (JacksonException e) {
            throw new UserException("What answers at " + url + " is no Geofix.", e);
        }
    }
}
