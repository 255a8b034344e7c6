package dev.geofix.gallery.opensearch;

import dev.geofix.gallery.StoreUnavailableException;
import dev.geofix.platform.UnavailableException;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.hc.client5.http.auth.AuthScope;
import org.apache.hc.client5.http.auth.UsernamePasswordCredentials;
import org.apache.hc.client5.http.impl.auth.BasicCredentialsProvider;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;
import org.opensearch.client.opensearch.generic.Body;
import org.opensearch.client.opensearch.generic.OpenSearchGenericClient;
import org.opensearch.client.opensearch.generic.Request;
import org.opensearch.client.opensearch.generic.Requests;
import org.opensearch.client.opensearch.generic.Response;
import org.opensearch.client.transport.OpenSearchTransport;
import org.opensearch.client.transport.httpclient5.ApacheHttpClient5TransportBuilder;
import org.opensearch.client.transport.httpclient5.ResponseException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Requests to the cluster and what it says. Each goes to the next node; one that does not answer is passed over. While the cluster says that it has too much to do (429), a request
 * waits and is sent again. What cannot be answered becomes an {@link UnavailableException} that says what is missing.
 */
@Component
@ConditionalOnProperty(name = "geofix.store", havingValue = "opensearch")
class Cluster implements DisposableBean {
    private static final Logger log = LoggerFactory.getLogger(Cluster.class);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);
    private static final long FIRST_PAUSE_MILLIS = 100;
    private static final long LONGEST_PAUSE_MILLIS = 2000;

    private static final int LEAST_VERSION = 3;

    private final OpenSearchSettings settings;
    private final JsonMapper json;
    private final OpenSearchTransport transport;
    private final OpenSearchGenericClient client;
    /** Whether it has said that it is a version that will do. */
    private volatile boolean known;

    Cluster(OpenSearchSettings settings) {
        this.settings = settings;
        json = JsonMapper.builder().build();
        transport = transport(settings);
        client = new OpenSearchGenericClient(transport);
    }

    private static OpenSearchTransport transport(OpenSearchSettings settings) {
        HttpHost[] hosts = settings.urls().stream().map(Cluster::host).toArray(HttpHost[]::new);
        Timeout timeout = Timeout.of(settings.timeout());
        ApacheHttpClient5TransportBuilder builder = ApacheHttpClient5TransportBuilder.builder(hosts)
                .setRequestConfigCallback(request -> request.setResponseTimeout(timeout)
                        .setConnectionRequestTimeout(timeout))
                .setConnectionConfigCallback(connection -> connection.setSocketTimeout(timeout))
                .setHttpClientConfigCallback(http -> {
                    String user = settings.username();
                    if (user != null) {
                        String password = settings.password() == null ? "" : settings.password();
                        BasicCredentialsProvider known = new BasicCredentialsProvider();
                        for (HttpHost host : hosts) {
                            known.setCredentials(new AuthScope(host),
                                    new UsernamePasswordCredentials(user, password.toCharArray()));
                        }
                        http.setDefaultCredentialsProvider(known);
                    }
                    return http;
                });
        return builder.build();
    }

    private static HttpHost host(URI url) {
        int port = url.getPort() >= 0 ? url.getPort() : url.getScheme().equals("https") ? 443 : 80;
        return new HttpHost(url.getScheme(), url.getHost(), port);
    }

    /**
     * What the cluster answered.
     *
     * @param body absent members are missing nodes
     */
    record Answer(int status, JsonNode body) {
        boolean isOk() {
            return status < 300;
        }

        String error() {
            return body.path("error").path("type").asString("");
        }

        String reason() {
            JsonNode error = body.path("error");
            JsonNode cause = error.path("root_cause").path(0);
            String reason = cause.path("reason").asString(error.path("reason").asString(error.asString("")));
            return reason.isEmpty() ? "status " + status : reason;
        }
    }

    /** An answer that must be a success. */
    JsonNode ask(String method, String path, Map<String, String> query, @Nullable Object body) {
        Answer answer = call(method, path, query, body);
        if (!answer.isOk()) {
            throw refused(method, path, answer);
        }
        return answer.body();
    }

    /** An answer that may be that something is not there (404), or a refusal of just this (400, 409). */
    Answer call(String method, String path, Map<String, String> query, @Nullable Object body) {
        return send(method, path, query,
                body == null ? null : Body.from(json.writeValueAsBytes(body), "application/json"));
    }

    /** A request whose body is a JSON document a line, such as a bulk. */
    Answer lines(String path, Map<String, String> query, List<?> documents) {
        StringBuilder text = new StringBuilder();
        documents.forEach(document -> text.append(json.writeValueAsString(document)).append('\n'));
        Body body = Body.from(text.toString().getBytes(StandardCharsets.UTF_8),
                "application/x-ndjson");
        return send("POST", path, query, body);
    }

    /**
     * @throws UnavailableException when this is no cluster that Geofix knows
     */
    private void checkVersion() {
        if (known) {
            return;
        }
        JsonNode version = once(Requests.builder().method("GET").endpoint("/").build()).body().path("version");
        String distribution = version.path("distribution").asString("");
        String number = version.path("number").asString("");
        if (number.isEmpty()) {
            return;
        }
        if (!distribution.equals("opensearch") || !number.matches("[3-9]\\..*")) {
            throw new UnavailableException("At " + settings.urls() + " is " + (distribution.isEmpty()
                    ? "Elasticsearch"
                    : distribution) + " " + number + ", and Geofix needs OpenSearch "
                    + LEAST_VERSION + " or later with its k-NN plugin. See geofix.opensearch.urls.", RETRY_AFTER);
        }
        log.info("Galleries are kept in OpenSearch {} at {}", number, settings.urls());
        known = true;
    }

    private Answer send(String method, String path, Map<String, String> query, @Nullable Body body) {
        checkVersion();
        Backoff backoff = backoff();
        boolean isBelieved = false;
        while (true) {
            Requests.JsonBodyBuilder request = Requests.builder().method(method).endpoint(path).query(query);
            Answer answer = once(body == null ? request.build() : request.body(body).build());
            if (answer.status() == 429) {
                backoff.pause("OpenSearch has too much to do (" + answer.reason() + ")");
            } else if (answer.status() >= 500 || isBlocked(answer) || answer.status() == 401
                    || answer.status() == 403 && !answer.error().equals("cluster_block_exception")) {
                throw refused(method, path, answer);
            } else if (answer.error().equals("index_not_found_exception") && !isBelieved) {
                // Asked again, since it may have found its indexes between both answers.
                checkRecovered();
                isBelieved = true;
            } else {
                return answer;
            }
        }
    }

    /**
     * A cluster that has just started says of every index that it is not there, until it has read which there are.
     *
     * @throws UnavailableException while it has not, or has no manager
     */
    private void checkRecovered() {
        Answer state = once(Requests.builder().method("GET").endpoint("/_cluster/state/blocks").build());
        for (JsonNode block : state.body().path("blocks").path("global")) {
            if (block.path("retryable").asBoolean(false)) {
                throw new StoreUnavailableException("OpenSearch has not yet read which indexes it has ("
                        + block.path("description").asString("") + "). Ask again in some seconds.");
            }
        }
        if (!state.isOk()) {
            throw refused("GET", "/_cluster/state/blocks", state);
        }
    }

    private Answer once(Request request) {
        try (Response response = client.execute(request)) {
            Body body = response.getBody().orElse(null);
            return new Answer(response.getStatus(), read(body == null ? null : body.bodyAsBytes()));
        } catch (ResponseException e) {
            return new Answer(e.status(), read(e.getMessage()));
        } catch (IOException e) {
            log.warn("OpenSearch did not answer {} {}: {}", request.getMethod(), request.getEndpoint(), e.toString());
            throw new StoreUnavailableException("The galleries' store cannot be reached: OpenSearch at "
                    + settings.urls() + " does not answer (" + e + "). What was acknowledged before is kept. Ask again "
                    + "in some seconds.");
        }
    }

    private JsonNode read(byte @Nullable [] body) {
        return body == null || body.length == 0 ? json.createObjectNode() : json.readTree(body);
    }

    /** The client gives the body of a failure as part of its message. */
    private JsonNode read(@Nullable String message) {
        String text = String.valueOf(message);
        int start = text.indexOf('{');
        try {
            return start < 0 ? json.createObjectNode() : json.readTree(text.substring(start));
        } catch (JacksonException e) {
            return json.createObjectNode().put("error", text);
        }
    }

    /** Disks are full: nothing can be written until there is room. A block of a single index by Geofix is not meant. */
    private static boolean isBlocked(Answer answer) {
        return isFull(answer.reason());
    }

    static boolean isFull(String reason) {
        return reason.contains("read-only-allow-delete") || reason.contains("read-only / allow delete")
                || reason.contains("create-index blocked");
    }

    RuntimeException refused(String method, String path, Answer answer) {
        String reason = answer.reason();
        log.warn("OpenSearch refuses {} {} with status {}: {}", method, path, answer.status(), reason);
        if (isFull(reason)) {
            return new StoreUnavailableException("OpenSearch's disks are full, so it takes no changes (" + reason
                    + "). Nothing of this was acknowledged, and searches go on. Make room on its nodes, then ask again.");
        }
        if (answer.status() == 401 || answer.status() == 403) {
            return new UnavailableException("OpenSearch does not let Geofix in (" + reason
                    + "): see geofix.opensearch.username and the rights of that user.", RETRY_AFTER);
        }
        if (answer.status() == 400 || answer.status() == 404) {
            return new UnavailableException("An index of the galleries in OpenSearch is not as Geofix made it ("
                    + reason
                    + "). Was it changed by hand? Restore it from a snapshot, or delete the gallery and import "
                    + "it again.", RETRY_AFTER);
        }
        return new StoreUnavailableException("OpenSearch cannot answer now (" + reason
                + "): see its cluster health. What was acknowledged before is kept. Ask again in some seconds.");
    }

    Backoff backoff() {
        return new Backoff(System.nanoTime() + settings.patience().toNanos());
    }

    /** Growing pauses until patience is at its end. */
    static final class Backoff {
        private final long end;
        private long pause = FIRST_PAUSE_MILLIS;

        private Backoff(long end) {
            this.end = end;
        }

        /**
         * @param why it is not possible now
         * @throws UnavailableException when it has been tried for long enough
         */
        void pause(String why) {
            if (System.nanoTime() - end > 0) {
                throw new StoreUnavailableException(why + ". Ask again in some seconds.");
            }
            try {
                Thread.sleep(pause);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted", e);
            }
            pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS);
        }
    }

    @Override
    public void destroy() throws IOException {
        transport.close();
    }
}
