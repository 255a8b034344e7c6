package dev.geofix.testing;

import dev.geofix.platform.NativeHeap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Geofix in a process of its own, which can be killed as a power cut would; with one engine thread. */
public final class GeofixProcess implements AutoCloseable {
    private static final Pattern PORT = Pattern.compile("Tomcat started on port (\\d+)");
    private static final long START_SECONDS = 180;
    private static final long END_SECONDS = 60;
    private static final Path TASKSET = Path.of("/usr/bin/taskset");
    private static final String JAVA = ProcessHandle.current().info().command().orElse("java");
    private static final List<String> SMALL = List.of(JAVA, "-Xmx512m", "-XX:TieredStopAtLevel=1");

    private final Process process;
    private final Path log;

    private GeofixProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /** @param words command and options; options alone start the service */
    public static GeofixProcess start(Path log, List<String> words) throws IOException {
        return start(log, SMALL, built(), words);
    }

    /** Another version of it, from its jar. */
    public static GeofixProcess start(Path log, List<String> words, Path jar) throws IOException {
        return start(log, SMALL, List.of("-jar", jar.toString()), words);
    }

    /** One to be measured, on a single core where that can be had. */
    public static GeofixProcess start(Path log, List<String> words, int core) throws IOException {
        return start(log, Files.isExecutable(TASKSET)
                ? List.of(TASKSET.toString(), "-c", Integer.toString(core), JAVA, "-Xmx1g")
                : List.of(JAVA, "-Xmx1g"), built(), words);
    }

    private static List<String> built() {
        return List.of("-cp", System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                "dev.geofix.app.Geofix");
    }

    private static GeofixProcess start(Path log, List<String> java, List<String> program, List<String> words)
            throws IOException {
        List<String> command = new ArrayList<>(java);
        command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-Dai.djl.offline=true",
                "-Djava.awt.headless=true"));
        command.addAll(program);
        command.addAll(words);
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().putAll(Map.of("OMP_WAIT_POLICY", "PASSIVE", "OMP_NUM_THREADS", "1"));
        NativeHeap.into(builder.environment());
        Process process = builder.start();
        // It must not outlive who has started it, whatever ends that one.
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        return new GeofixProcess(process, log);
    }

    /** Of the service; waits until it has one. */
    public int port() throws IOException, InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
        while (System.nanoTime() < end && process.isAlive()) {
            Matcher port = PORT.matcher(log());
            if (port.find()) {
                return Integer.parseInt(port.group(1));
            }
            Thread.sleep(50);
        }
        process.destroyForcibly();
        throw new IllegalStateException("the service does not start; see " + log + "\n" + log());
    }

    public String log() throws IOException {
        return Files.readString(log);
    }

    /** @param name such as STOP */
    public void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
    }

    /** SIGKILL: no hook runs, nothing is flushed. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** SIGTERM: asks it to stop, and does not wait. */
    public void terminate() {
        process.destroy();
    }

    /** @return the exit status */
    public int ended() throws InterruptedException {
        return ended(END_SECONDS);
    }

    /** @return the exit status */
    public int ended(long withinSeconds) throws InterruptedException {
        if (!process.waitFor(withinSeconds, TimeUnit.SECONDS)) {
            throw new IllegalStateException("Geofix has not ended within " + withinSeconds + " s; see " + log);
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
