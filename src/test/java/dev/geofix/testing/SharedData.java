package dev.geofix.testing;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** Real imagery, weights and fixtures that lie beside the repository; a test that needs them is skipped where they are absent. */
public final class SharedData {
    private static final Path ROOT = Path
            .of(System.getenv().getOrDefault("GEOFIX_SHARED", "../shared"));

    private SharedData() {}

    /** The file or folder below the shared data; skips the running test, with the reason, where it is absent. */
    public static Path require(String name) {
        Path path = ROOT.resolve(name);
        Assumptions.assumeTrue(Files.exists(path), () -> "needs " + path + ", which is not on this machine");
        return path;
    }
}
