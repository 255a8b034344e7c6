package dev.geofix.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;

/**
 * A cluster of OpenSearch on this machine, each node a process of its own with its data folder. What it is made of is put together from Maven artifacts, once for each clean build; where they cannot be had,
 * the test is skipped and says so.
 */
public final class OpenSearchNodes implements AutoCloseable {
    private static final Path HOME = Path.of("target/opensearch").toAbsolutePath();
    private static final Duration TO_ASSEMBLE = Duration.ofMinutes(8);
    private static final Duration TO_START = Duration.ofSeconds(120);
    private static final HttpClient HTTP = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    private final Path folder;
    private final Path repositories;
    private final List<Node> nodes = new ArrayList<>();

    /** A node, whether it runs or not. The first may lead the cluster; all hold data. */
    private static final class Node {
        final String name;
        final int http;
        final int transport;
        @Nullable
        Process process;

        Node(String name, int http, int transport) {
            this.name = name;
            this.http = http;
            this.transport = transport;
        }
    }

    private OpenSearchNodes(Path folder, @Nullable Path repositories) {
        this.folder = folder;
        this.repositories = repositories == null ? folder.resolve("snapshots") : repositories;
    }

    /** Starts a cluster, or skips the test. */
    public static OpenSearchNodes start(int count) throws IOException {
        return start(count, null);
    }

    /** @param repositories folder of its snapshots, which outlives it; one that does not unless given */
    public static OpenSearchNodes start(int count, @Nullable Path repositories) throws IOException {
        assemble();
        OpenSearchNodes cluster = new OpenSearchNodes(Files.createTempDirectory("opensearch"), repositories);
        for (int i = 0; i < count; i++) {
            cluster.nodes.add(new Node("n" + (i + 1), freePort(), freePort()));
        }
        try {
            for (int i = 0; i < count; i++) {
                cluster.run(i);
            }
            for (Node node : cluster.nodes) {
                cluster.awaitAnswer(node);
            }
            await().atMost(TO_START).until(() -> cluster.health().contains("\"number_of_nodes\":" + count));
            return cluster;
        } catch (RuntimeException | IOException e) {
            cluster.close();
            throw e;
        }
    }

    private static synchronized void assemble() throws IOException {
        if (!Files.exists(HOME.resolve("complete"))) {
            FileSystemUtils.deleteRecursively(HOME);
            Files.createDirectories(HOME);
            boolean there = maven("-o") || maven();
            assumeTrue(there, "OpenSearch could not be put together from Maven artifacts: " + HOME.resolve("maven.log")
                    + " says why. By hand: ./mvnw -f config/opensearch/pom.xml package");
            Files.writeString(HOME.resolve("complete"), "");
        }
    }

    private static boolean maven(String... options) throws IOException {
        List<String> command = new ArrayList<>(List.of("./mvnw", "-B", "-q", "-f", "config/opensearch/pom.xml"));
        command.addAll(List.of(options));
        command.add("package");
        Process process = new ProcessBuilder(command).redirectErrorStream(true)
                .redirectOutput(HOME.resolve("maven.log").toFile()).start();
        try {
            if (process.waitFor(TO_ASSEMBLE.toSeconds(), TimeUnit.SECONDS)) {
                return process.exitValue() == 0;
            }
            process.destroyForcibly();
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    /** Of every node. */
    public String urls() {
        return nodes.stream().map(node -> "http://127.0.0.1:" + node.http).collect(Collectors.joining(","));
    }

    /** Starts a node on what it kept. */
    public void run(int number) throws IOException {
        Node node = nodes.get(number);
        Path home = folder.resolve(node.name);
        Path config = Files.createDirectories(home.resolve("config"));
        String seeds = nodes.stream().map(each -> "\"127.0.0.1:" + each.transport + "\"")
                .collect(Collectors.joining(","));
        String discovery = nodes.size() == 1
                ? "discovery.type: single-node\n"
                : "discovery.seed_hosts: [" + seeds + "]\n"
                        + (number == 0
                                ? "cluster.initial_cluster_manager_nodes: [\"n1\"]\n"
                                : "node.roles: [\"data\"]\n");
        Files.writeString(config.resolve("opensearch.yml"), """
                cluster.name: geofix-test
                node.name: %s
                network.host: 127.0.0.1
                http.port: %d
                transport.port: %d
                path.data: %s
                path.logs: %s
                path.repo: %s
                cluster.routing.allocation.disk.threshold_enabled: false
                %s""".formatted(node.name, node.http, node.transport, home.resolve("data"), home.resolve("logs"),
                repositories, discovery));
        Files.writeString(config.resolve("log4j2.properties"), """
                status = error
                appender.console.type = Console
                appender.console.name = console
                appender.console.layout.type = PatternLayout
                appender.console.layout.pattern = [%d{ISO8601}][%-5p][%-25c{1.}] %m%n
                rootLogger.level = warn
                rootLogger.appenderRef.console.ref = console
                """);
        node.process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-modules", "jdk.incubator.vector", "--enable-native-access=ALL-UNNAMED", "-Xmx512m",
                "-XX:+UseSerialGC", "-Dopensearch.networkaddress.cache.ttl=60", "-Djava.io.tmpdir=" + folder, "-cp",
                HOME.resolve("lib") + "/*:" + HOME.resolve("knn") + "/*",
                Path.of("config/opensearch/OpenSearchNode.java").toAbsolutePath().toString(), home.toString(),
                node.name).redirectErrorStream(true).redirectOutput(
                        ProcessBuilder.Redirect.appendTo(folder.resolve(node.name + ".log").toFile()))
                .start();
    }

    private void awaitAnswer(Node node) {
        await().atMost(TO_START).pollInterval(Duration.ofMillis(200)).until(() -> {
            assertThat(node.process).as("node %s ended; %s", node.name, folder.resolve(node.name + ".log"))
                    .matches(process -> process != null && process.isAlive());
            try {
                return send(node, "GET", "/_cluster/health", null).contains("status");
            } catch (IOException e) {
                return false;
            }
        });
    }

    /** As kill -9 does. */
    public void kill(int number) {
        Process process = nodes.get(number).process;
        if (process != null) {
            process.destroyForcibly();
            try {
                process.waitFor();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Stops a node where it is; it keeps its connections and says nothing (kill -STOP), until {@link #wake}. */
    public void freeze(int number) throws IOException {
        signal(number, "STOP");
    }

    public void wake(int number) throws IOException {
        signal(number, "CONT");
    }

    private void signal(int number, String signal) throws IOException {
        Process process = nodes.get(number).process;
        assertThat(process).isNotNull();
        try {
            new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid())).start().waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    public String health() throws IOException {
        return send("GET", "/_cluster/health", null);
    }

    /** Sends to the first node that answers. */
    public String send(String method, String path, @Nullable String body) throws IOException {
        IOException last = new IOException("no node");
        for (Node node : nodes) {
            try {
                return send(node, method, path, body);
            } catch (IOException e) {
                last = e;
            }
        }
        throw last;
    }

    private static String send(Node node, String method, String path, @Nullable String body) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + node.http + path))
                .timeout(Duration.ofSeconds(30)).header("Content-Type", "application/json").method(method,
                        body == null
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            return HTTP.send(request, HttpResponse.BodyHandlers.ofString()).body();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    @Override
    public void close() {
        for (int i = 0; i < nodes.size(); i++) {
            kill(i);
        }
        try {
            FileSystemUtils.deleteRecursively(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
