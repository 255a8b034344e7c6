package dev.geofix.ingest;

import dev.geofix.platform.NativeHeap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The command {@code work} in a process of its own. */
final class WorkerProcess implements AutoCloseable {
    private static final long END_SECONDS = 60;

    private final Process process;
    private final Path log;

    private WorkerProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /** @param words behind {@code work} */
    static WorkerProcess start(Path log, List<String> words) throws IOException {
        return start(log, List.of(), words);
    }

    /** One that has a single core, where that can be had. */
    static WorkerProcess start(Path log, List<String> words, int core) throws IOException {
        boolean isThere = Files.isExecutable(Path.of("/usr/bin/taskset"));
        return start(log, isThere ? List.of("/usr/bin/taskset", "-c", Integer.toString(core)) : List.of(), words);
    }

    private static WorkerProcess start(Path log, List<String> before, List<String> words) throws IOException {
        List<String> command = new ArrayList<>(before);
        command.addAll(List.of(ProcessHandle.current().info().command().orElse("java"),
                "-Xmx512m", "-XX:TieredStopAtLevel=1", "--enable-native-access=ALL-UNNAMED", "-Djava.awt.headless=true",
                "-cp", System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                "dev.geofix.app.Geofix", "work"));
        command.addAll(words);
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().putAll(Map.of("OMP_WAIT_POLICY", "PASSIVE", "OMP_NUM_THREADS", "1"));
        NativeHeap.into(builder.environment());
        Process process = builder.start();
        // It must not outlive who has started it, whatever ends that one.
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        return new WorkerProcess(process, log);
    }

    void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
    }

    /** As kill -9 does. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Asks it to stop; returns its exit status. */
    int terminate() throws InterruptedException {
        process.destroy();
        return ended();
    }

    int ended() throws InterruptedException {
        if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException("the worker has not ended; see " + log);
        }
        return process.exitValue();
    }

    String log() throws IOException {
        return Files.readString(log);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
