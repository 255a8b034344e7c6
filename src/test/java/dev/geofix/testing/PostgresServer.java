package dev.geofix.testing;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.springframework.util.FileSystemUtils;

/**
 * A PostgreSQL of its own, on a free port of the loopback address: a process that is started, stopped and killed. Its programs are those of {@code POSTGRES_BIN}, of the path, or of Debian's package; without
 * them a test is skipped. PostgreSQL refuses to run as root, so root starts it as another user.
 */
public final class PostgresServer implements AutoCloseable {
    private static final AtomicInteger DATABASES = new AtomicInteger();
    private static final int START_SECONDS = 60;
    private static final String NOBODY = "65534";
    private static PostgresServer common;

    private final Path bin;
    private final Path folder;
    private final int port;
    private Process process;

    private PostgresServer(Path bin) throws IOException, InterruptedException {
        this.bin = bin;
        folder = Files.createTempDirectory("geofix-postgres");
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        if (isRoot()) {
            run(List.of("chown", NOBODY, folder.toString()));
        }
        run(asUser(bin.resolve("initdb").toString(), "-D", data(), "-U", "geofix", "-A", "trust", "-E", "UTF8",
                "--locale=C", "--no-sync"));
        start();
    }

    /** One for all tests that leave it running; it ends with the JVM. */
    public static synchronized PostgresServer common() {
        if (common == null) {
            common = create();
            Runtime.getRuntime().addShutdownHook(new Thread(common::close));
        }
        return common;
    }

    /** One of the test's own. */
    public static PostgresServer create() {
        Path bin = programs();
        try {
            return new PostgresServer(bin);
        } catch (IOException e) {
            return abort("PostgreSQL cannot be run here: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static Path programs() {
        List<Path> folders = new ArrayList<>();
        String named = System.getenv("POSTGRES_BIN");
        if (named != null) {
            folders.add(Path.of(named));
        }
        try (Stream<Path> versions = Files.isDirectory(Path.of("/usr/lib/postgresql"))
                ? Files.list(Path.of("/usr/lib/postgresql"))
                : Stream.empty()) {
            versions.sorted((a, b) -> b.compareTo(a)).map(version -> version.resolve("bin")).forEach(folders::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Stream.of(Objects.requireNonNullElse(System.getenv("PATH"), "").split(":")).filter(entry -> !entry.isEmpty())
                .map(Path::of).forEach(folders::add);
        return folders.stream().filter(each -> Files.isExecutable(each.resolve("initdb"))
                && Files.isExecutable(each.resolve("postgres"))).findFirst()
                .orElseGet(() -> abort(
                        "there is no PostgreSQL here: install Debian's package postgresql, or name the folder of "
                                + "initdb and postgres in POSTGRES_BIN"));
    }

    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    private static List<String> asUser(String... words) {
        List<String> line = new ArrayList<>();
        if (isRoot()) {
            line.addAll(List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups"));
        }
        line.addAll(List.of(words));
        return line;
    }

    private static void run(List<String> words) throws IOException, InterruptedException {
        Path said = Files.createTempFile("geofix-postgres", ".log");
        try {
            Process run = new ProcessBuilder(words).redirectErrorStream(true).redirectOutput(said.toFile())
                    .directory(Path.of("/").toFile()).start();
            if (run.waitFor() != 0) {
                throw new IOException(String.join(" ", words) + ": " + Files.readString(said).strip());
            }
        } finally {
            Files.delete(said);
        }
    }

    private String data() {
        return folder.resolve("data").toString();
    }

    /** Returns when it answers. */
    public void start() throws IOException {
        process = new ProcessBuilder(asUser(bin.resolve("postgres").toString(), "-D", data(), "-p",
                Integer.toString(port), "-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories="))
                .redirectErrorStream(true).directory(Path.of("/").toFile())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
        while (true) {
            try (Connection ready = DriverManager.getConnection(url("postgres"))) {
                return;
            } catch (SQLException e) {
                if (System.nanoTime() > end || !process.isAlive()) {
                    throw new IOException("it does not start: " + e.getMessage(), e);
                }
            }
            pause();
        }
    }

    /** Ends all its connections and itself, as a restart by its administrator does. */
    public void stop() throws IOException {
        signal("INT");
    }

    /** Ends without putting anything away; the next start recovers from its log. */
    public void crash() throws IOException {
        signal("QUIT");
    }

    private void signal(String name) throws IOException {
        try {
            run(List.of("kill", "-" + name, Long.toString(process.pid())));
            if (!process.waitFor(START_SECONDS, TimeUnit.SECONDS)) {
                throw new IOException("it does not stop");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public int port() {
        return port;
    }

    /** @return the address of a database of that name, whether it is there or not */
    public String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database + "?user=geofix";
    }

    /** @return its address, for {@code geofix.database} and JDBC alike */
    public String newDatabase() {
        String name = "test" + DATABASES.incrementAndGet();
        execute(url("postgres"), "create database " + name);
        return url(name);
    }

    /** Of a shell in which {@code pg_dump} and the like are those of this server, and ask it. */
    public Map<String, String> environment() {
        return Map.of("PATH", bin + ":" + System.getenv("PATH"), "PGHOST", "127.0.0.1", "PGPORT",
                Integer.toString(port), "PGUSER", "geofix");
    }

    /** Runs statements, one after the other. */
    public static void execute(String url, String... statements) {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            for (String each : statements) {
                statement.execute(each);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        try {
            if (process.isAlive()) {
                // What it has is thrown away.
                crash();
            }
            FileSystemUtils.deleteRecursively(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
