package dev.geofix.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.postgresql.PostgreSQLContainer;
import org.yaml.snakeyaml.Yaml;

/** PostgreSQL and OpenSearch as their makers ship them, in the versions of docker-compose.cluster.yml. */
public final class OfficialImages {
    private static final AtomicInteger DATABASES = new AtomicInteger();
    private static final int HTTP = 9200;

    private OfficialImages() {}

    public static PostgreSQLContainer postgres() {
        return new PostgreSQLContainer(image("postgres"));
    }

    /** @return its address, for {@code geofix.database} and JDBC alike */
    public static String newDatabase(PostgreSQLContainer server) {
        String name = "test" + DATABASES.incrementAndGet();
        PostgresServer.execute(url(server, server.getDatabaseName()), "create database " + name);
        return url(server, name);
    }

    private static String url(PostgreSQLContainer server, String database) {
        return "jdbc:postgresql://%s:%d/%s?user=%s&password=%s".formatted(server.getHost(),
                server.getMappedPort(PostgreSQLContainer.POSTGRESQL_PORT), database, server.getUsername(),
                server.getPassword());
    }

    /** One node, which asks for no password. */
    public static GenericContainer<?> openSearch() {
        return new GenericContainer<>(image("opensearch")).withExposedPorts(HTTP)
                .withEnv(Map.of("discovery.type", "single-node", "DISABLE_SECURITY_PLUGIN", "true",
                        "DISABLE_INSTALL_DEMO_CONFIG", "true", "OPENSEARCH_JAVA_OPTS", "-Xms512m -Xmx512m"))
                .waitingFor(Wait.forHttp("/_cluster/health").forPort(HTTP)
                        .withStartupTimeout(Duration.ofMinutes(3)));
    }

    public static String url(GenericContainer<?> openSearch) {
        return "http://" + openSearch.getHost() + ":" + openSearch.getMappedPort(HTTP);
    }

    private static String image(String service) {
        try {
            Map<String, Map<String, Map<String, Object>>> file = new Yaml()
                    .load(Files.readString(Path.of("docker-compose.cluster.yml")));
            return file.get("services").get(service).get("image").toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
