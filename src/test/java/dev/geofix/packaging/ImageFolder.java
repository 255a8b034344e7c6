package dev.geofix.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.util.FileSystemUtils;

/**
 * The program's folder as the Dockerfile makes it, and what runs from it as a user who may write only to data and tmp.
 *
 * @param management port of health and metrics once the service runs, as docker-compose.yml has it
 */
record ImageFolder(Path root, int port, int management) implements AutoCloseable {
    private static final String JAVA = System.getProperty("java.home");

    /** Unpacks the built jar into layers and lays them over each other. */
    static ImageFolder make() throws IOException {
        Path root = Files.createTempDirectory("geofix-image");
        Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwxr-xr-x"));
        ImageFolder folder = new ImageFolder(root, freePort(), freePort());
        for (Path written : List.of(folder.data(), folder.tmp())) {
            Files.createDirectory(written);
            Files.setPosixFilePermissions(written, PosixFilePermissions.fromString("rwxrwxrwx"));
        }
        folder.succeed("docker/unpack.sh", "target/geofix.jar", root.resolve("layers").toString());
        for (String layer : List.of("natives", "dependencies", "application")) {
            folder.succeed("cp", "-rp", root.resolve("layers/" + layer + "/.").toString(), folder.app() + "/");
        }
        folder.succeed("cp", "-rp", "docker/bin", folder.app() + "/");
        return folder;
    }

    Path app() throws IOException {
        return Files.createDirectories(root.resolve("app"));
    }

    Path data() {
        return root.resolve("data");
    }

    Path tmp() {
        return root.resolve("tmp");
    }

    Tool succeed(String... words) {
        Tool done = Tool.run(List.of(words), environment());
        assertThat(done.status()).as(done.output()).isZero();
        return done;
    }

    /** Of the image, but for where things lie. */
    Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>(Dockerfile.read().environment());
        environment.remove("PATH");
        environment.putAll(Map.of("JAVA_HOME", JAVA, "SERVER_PORT", String.valueOf(port), "SERVER_ADDRESS",
                "127.0.0.1", "GEOFIX_DATA", data().toString(), "GEOFIX_NATIVES", root.resolve("app/natives").toString(),
                "HOME", "/nonexistent", "TMPDIR", tmp().toString()));
        return environment;
    }

    /** Besides, of a service as docker-compose.yml has it. */
    private Map<String, String> serviceEnvironment() {
        Map<String, String> environment = environment();
        environment.put("MANAGEMENT_SERVER_PORT", String.valueOf(management));
        environment.put("GEOFIX_SECURITY_KEYSFILE", keys().toString());
        return environment;
    }

    Path keys() {
        return root.resolve("keys");
    }

    /** The image's entry point with these arguments, as the image's user where this user may become another. */
    Process start(Path log, String... arguments) throws IOException {
        List<String> words = new ArrayList<>();
        if (Tool.run("id", "-u").output().strip().equals("0") && Tool.has("setpriv")) {
            String[] user = Dockerfile.read().last("USER").split(":");
            words.addAll(List.of("setpriv", "--reuid=" + user[0], "--regid=" + user[1], "--clear-groups"));
        }
        words.add(app().resolve("bin/geofix").toString());
        words.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(words).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.directory(tmp().toFile()).environment().putAll(serviceEnvironment());
        // A cache that does not fit is an error here, where else the JVM goes on without it.
        builder.environment().put("JAVA_OPTS", "-XX:AOTMode=on -Djava.io.tmpdir=" + tmp());
        return builder.start();
    }

    int health(String state) {
        return Tool.run(List.of(root.resolve("app/bin/health").toString(), state), serviceEnvironment()).status();
    }

    /** Names of all files below a folder. */
    static List<String> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).map(file -> folder.relativize(file).toString()).sorted().toList();
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() throws IOException {
        FileSystemUtils.deleteRecursively(root);
    }
}
