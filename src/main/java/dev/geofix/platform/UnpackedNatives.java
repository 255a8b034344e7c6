package dev.geofix.platform;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/**
 * Native libraries that lie in a folder as plain files, as {@code docker/unpack.sh} puts them there. Without it each library writes its own out of its jar into
 * a cache or a temporary folder and loads it from there, which a read-only system, or a temporary folder without execution, does not allow.
 */
public final class UnpackedNatives {
    /** Environment variable that names the folder; processes of jobs inherit it. */
    public static final String VARIABLE = "GEOFIX_NATIVES";

    /** One of them is there where NVIDIA's driver is; the second is Windows' for its Linux. */
    private static final List<Path> DRIVERS = List.of(Path.of("/dev/nvidiactl"), Path.of("/dev/dxg"));

    private UnpackedNatives() {}

    /** Tells the libraries, which must not have been loaded yet. */
    public static void announce() {
        String folder = System.getenv(VARIABLE);
        if (folder != null && !folder.isBlank()) {
            properties(Path.of(folder), DRIVERS.stream().anyMatch(Files::exists))
                    .forEach(UnpackedNatives::putIfAbsent);
        }
    }

    /**
     * The system properties by which the engine, SQLite and JNA find their libraries.
     *
     * @param driver whether there is NVIDIA's driver, without which the parts of the engine that need it cannot be loaded
     * @throws UserException where the folder does not hold them
     */
    static Map<String, String> properties(Path folder, boolean driver) {
        String path = folder.toAbsolutePath().toString();
        Path torch = folder.resolve("torch").toAbsolutePath();
        String flavor = flavor(torch.resolve("pytorch.properties"));
        return Map.of("PYTORCH_LIBRARY_PATH", torch.toString(),
                // Which of them are loaded, and in what order, follows from the flavour; else the engine looks for a GPU to guess it.
                "PYTORCH_FLAVOR", flavor.startsWith("cu") && !driver ? "cpu" : flavor,
                "org.sqlite.lib.path", path,
                "jna.boot.library.path", path,
                "jna.nounpack", "true",
                // The CUDA runtime, by which the engine counts GPUs.
                "jna.library.path", torch.toString());
    }

    private static String flavor(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new UserException(VARIABLE + " names a folder without " + file
                    + ". Make it with docker/unpack.sh, or leave the variable out");
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
