package dev.geofix.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesCrudDispatcher;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.fabric8.mockwebserver.Context;
import io.fabric8.mockwebserver.MockWebServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** The API of a cluster over HTTP: an API server that keeps what is put into it, behind a gateway that can go wrong in every way. */
public final class ClusterApi implements AutoCloseable {
    public static final String NAMESPACE = "geofix";

    /** What the gateway does in place of passing a request on, or after it. */
    public enum Fault {
        /** The connection is closed without an answer. */
        NO_ANSWER,
        /** The request is done, and the connection closed without an answer. */
        LOST_ANSWER,
        /** The request is done, and the connection closed in the middle of the answer. */
        HALF_AN_ANSWER,
        /** The request is done, and the answer comes when nobody waits any more. */
        LATE_ANSWER
    }

    /** What the gateway answers. */
    public record Answer(int status, String body, String retryAfter) {
        public static Answer status(int code, String message) {
            return new Answer(code, """
                    {"kind": "Status", "apiVersion": "v1", "status": "Failure", "code": %d, "message": "%s"}"""
                    .formatted(code, message), null);
        }

        public Answer retryAfter(String value) {
            return new Answer(status, body, value);
        }
    }

    private final KubernetesMockServer server = new KubernetesMockServer(new Context(), new MockWebServer(),
            new HashMap<>(), new KubernetesCrudDispatcher(), false);
    private final HttpClient onwards = HttpClient.newHttpClient();
    private final HttpServer gateway;
    private final List<String> requests = new CopyOnWriteArrayList<>();
    /** Of method and path: a {@link Fault}, an {@link Answer}, or null to pass it on. */
    private volatile Function<String, Object> trouble = request -> null;
    private volatile String token;

    public ClusterApi() throws IOException {
        server.init();
        gateway = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        gateway.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        gateway.createContext("/", this::pass);
        gateway.start();
    }

    public String url() {
        return "http://localhost:" + gateway.getAddress().getPort();
    }

    /** Past the gateway. */
    public KubernetesClient admin() {
        KubernetesClient client = server.createClient();
        client.getConfiguration().setNamespace(NAMESPACE);
        return client;
    }

    /** From now on. */
    public void trouble(Function<String, Object> trouble) {
        this.trouble = trouble;
    }

    /** For all requests whose method and path contain the text, or its first word and last. */
    public void trouble(String part, Object what) {
        trouble(request -> request.contains(part) ? what : null);
    }

    public void noTrouble() {
        trouble(request -> null);
    }

    /** Only requests with that token are let in from now on. */
    public void requireToken(String value) {
        token = value;
    }

    /** What came in so far: method, path and query. */
    public List<String> requests() {
        return requests;
    }

    private void pass(HttpExchange exchange) throws IOException {
        String request = exchange.getRequestMethod() + " " + exchange.getRequestURI();
        byte[] body = exchange.getRequestBody().readAllBytes();
        requests.add(request + (body.length > 0 && request.startsWith("DELETE")
                ? " " + new String(body,
                        StandardCharsets.UTF_8)
                : ""));
        try (exchange) {
            Object what = token == null
                    || ("Bearer " + token).equals(exchange.getRequestHeaders().getFirst("Authorization"))
                            ? trouble.apply(request)
                            : Answer.status(401, "Unauthorized");
            if (what instanceof Answer answer) {
                answer(exchange, answer);
            } else if (what != Fault.NO_ANSWER) {
                passOn(exchange, body, what);
            }
        }
    }

    private void passOn(HttpExchange exchange, byte[] body, Object fault) throws IOException {
        HttpRequest.Builder onward = HttpRequest.newBuilder(URI.create(server.url("/").replaceFirst("/$", "")
                + exchange.getRequestURI())).method(exchange.getRequestMethod(),
                        HttpRequest.BodyPublishers.ofByteArray(body));
        String type = exchange.getRequestHeaders().getFirst("Content-Type");
        if (type != null) {
            onward.header("Content-Type", type);
        }
        try {
            HttpResponse<byte[]> answer = onwards.send(onward.build(), HttpResponse.BodyHandlers.ofByteArray());
            if (fault == Fault.LOST_ANSWER) {
                return;
            }
            if (fault == Fault.LATE_ANSWER) {
                Thread.sleep(2000);
            }
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(answer.statusCode(), answer.body().length == 0 ? -1 : answer.body().length);
            exchange.getResponseBody().write(answer.body(), 0,
                    fault == Fault.HALF_AN_ANSWER ? answer.body().length / 2 : answer.body().length);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void answer(HttpExchange exchange, Answer answer) throws IOException {
        byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        if (answer.retryAfter() != null) {
            exchange.getResponseHeaders().set("Retry-After", answer.retryAfter());
        }
        exchange.sendResponseHeaders(answer.status(), bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        gateway.stop(0);
        onwards.close();
        server.destroy();
    }
}
