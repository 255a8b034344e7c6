package dev.geofix.testing;

import java.nio.file.Path;

/** Numbers from PyTorch and Pillow, small enough to lie in the repository: each kind of parity is tested on every clone. */
public final class ParityData {
    private static final Path FOLDER = Path.of("src/test/resources/dev/geofix/parity");

    private ParityData() {}

    public static Path of(String name) {
        return FOLDER.resolve(name);
    }
}
