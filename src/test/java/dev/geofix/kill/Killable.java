package dev.geofix.kill;

import dev.geofix.testing.Api;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The whole service in a process of its own, which can be killed as a power cut would. */
final class Killable implements AutoCloseable {
    private static final Pattern PORT = Pattern.compile("Tomcat started on port (\\d+)");
    private static final long START_SECONDS = 180;

    private final Process process;
    private final Path log;
    private final int port;
    private final Api api;

    private Killable(Process process, Path log, int port) {
        this.process = process;
        this.log = log;
        this.port = port;
        api = new Api(port);
    }

    static Killable start(Path data, Path log) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(ProcessHandle.current().info().command().orElse("java"),
                "-Xmx512m", "-XX:TieredStopAtLevel=1", "--enable-native-access=ALL-UNNAMED", "-Djava.awt.headless=true",
                "-cp", System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                "dev.geofix.app.Geofix", "--server.port=0", "--geofix.data=" + data, "--geofix.demo.enabled=false",
                "--geofix.gallery.import-batch=4", "--spring.main.banner-mode=off"));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().putAll(Map.of("OMP_WAIT_POLICY", "PASSIVE", "OMP_NUM_THREADS", "1"));
        Process process = builder.start();
        // It must not outlive who has started it, whatever ends that one.
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
        while (System.nanoTime() < end && process.isAlive()) {
            Matcher port = PORT.matcher(Files.readString(log));
            if (port.find()) {
                return new Killable(process, log, Integer.parseInt(port.group(1)));
            }
            Thread.sleep(50);
        }
        process.destroyForcibly();
        throw new IllegalStateException("the service does not start; see " + log + "\n" + Files.readString(log));
    }

    Api api() {
        return api;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    String log() throws IOException {
        return Files.readString(log);
    }

    int port() {
        return port;
    }

    /** SIGTERM: asks it to stop, and does not wait. */
    void terminate() {
        process.destroy();
    }

    /** @return the exit status */
    int ended(long withinSeconds) throws InterruptedException {
        if (!process.waitFor(withinSeconds, TimeUnit.SECONDS)) {
            throw new IllegalStateException("the service has not ended within " + withinSeconds + " s; see " + log);
        }
        return process.exitValue();
    }

    /** SIGKILL: no hook runs, nothing is flushed. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
