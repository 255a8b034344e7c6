package dev.geofix.platform;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;

/**
 * Native libraries that lie in a folder as plain files, as {@code docker/unpack.sh} puts them there. Without it each library writes its own out of its jar into
 * a cache or a temporary folder and loads it from there, which a read-only system, or a temporary folder without execution, does not allow.
 */
public final class UnpackedNatives {
    /** Environment variable that names the folder; processes of jobs inherit it. */
    public static final String VARIABLE = "GEOFIX_NATIVES";

    private UnpackedNatives() {}

    /** Tells the libraries, which must not have been loaded yet. */
    public static void announce() {
        String folder = System.getenv(VARIABLE);
        if (folder != null && !folder.isBlank()) {
            properties(Path.of(folder)).forEach(UnpackedNatives::putIfAbsent);
        }
    }

    /**
     * The system properties by which the engine, SQLite and JNA find their libraries.
     *
     * @throws IllegalArgumentException where the folder does not hold them
     */
    static Map<String, String> properties(Path folder) {
        String path = folder.toAbsolutePath().toString();
        return Map.of("PYTORCH_LIBRARY_PATH", path,
                // Which of them are loaded, and in what order, follows from the flavour; else the engine looks for a GPU to guess it.
                "PYTORCH_FLAVOR", flavor(folder.resolve("pytorch.properties")),
                "org.sqlite.lib.path", path,
                "jna.boot.library.path", path,
                "jna.nounpack", "true",
                // The CUDA runtime, by which the engine counts GPUs.
                "jna.library.path", path);
    }

    private static String flavor(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new IllegalArgumentException(VARIABLE + " names " + file.getParent() + ", which has no "
                    + file.getFileName() + ". Make the folder with docker/unpack.sh, or leave the variable out");
        }
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties.getProperty("flavor", "cpu");
    }

    private static void putIfAbsent(String name, String value) {
        if (System.getProperty(name) == null) {
            System.setProperty(name, value);
        }
    }
}
