package dev.geofix.jobs.process;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Starts this program once more: the same Java, the same classes, bounds and options of its own. */
public final class JavaCommandLine {
    private static final String MAIN = "dev.geofix.app.Geofix";
    /** As the build gives them to every JVM that runs the program. */
    private static final List<String> ALWAYS = List.of("--enable-native-access=ALL-UNNAMED",
            "-Dai.djl.offline=true", "-Djava.awt.headless=true",
            // A JVM without memory must not limp on: some threads would live, others not.
            "-XX:+ExitOnOutOfMemoryError", "-XX:-CreateCoredumpOnCrash");

    private JavaCommandLine() {}

    /**
     * Writes the command's argument file and gives the words to start.
     *
     * @param java program that runs it, and
     * @param classPath of the program's classes; this program's own unless given
     */
    public static List<String> of(ProcessCommand command, ProcessSettings settings, @Nullable Path java,
            @Nullable String classPath) throws IOException {
        List<String> words = new ArrayList<>(ALWAYS);
        words.add("-Xmx" + settings.heapBytes() / 1024 + "k");
        words.add("-Dai.djl.pytorch.num_threads=" + settings.threads());
        words.add("-Dai.djl.pytorch.num_interop_threads=1");
        words.add("-D" + Reporter.PROPERTY + "=" + command.folder().resolve(command.name()));
        words.add("-XX:ErrorFile=" + command.files().crashLog());
        words.addAll(settings.jvmOptions());
        words.addAll(
                classPath == null ? program(System.getProperty("java.class.path")) : List.of("-cp", classPath, MAIN));
        words.addAll(command.arguments());
        Path file = command.files().arguments();
        Files.write(file, words.stream().map(JavaCommandLine::quoted).toList());
        Path own = Path.of(System.getProperty("java.home"), "bin", "java");
        return List.of((java == null ? own : java).toString(), "@" + file);
    }

    private static List<String> program(String classPath) throws IOException {
        List<Path> entries = Arrays.stream(classPath.split(File.pathSeparator))
                .map(entry -> Path.of(entry).toAbsolutePath()).toList();
        if (entries.size() == 1 && isExecutable(entries.getFirst())) {
            return List.of("-jar", entries.getFirst().toString());
        }
        return List.of("-cp", entries.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)),
                MAIN);
    }

    private static boolean isExecutable(Path path) throws IOException {
        if (!Files.isRegularFile(path)) {
            return false;
        }
        try (JarFile jar = new JarFile(path.toFile())) {
            Manifest manifest = jar.getManifest();
            return manifest != null && manifest.getMainAttributes().getValue("Main-Class") != null;
        }
    }

    /** As argument files have it: in quotes a backslash stands for itself only when doubled. */
    static String quoted(String word) {
        return '"' + word.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
    }
}
