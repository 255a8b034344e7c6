package dev.geofix.security;

import dev.geofix.platform.UserException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * Keys in a file, such as a mounted secret: a line {@code name:role:sha256} each, as {@code keys hash} prints it. Empty lines and those that begin
 * with # are passed over.
 */
final class KeysFile {
    private static final int HASH_BYTES = 32;

    private KeysFile() {}

    /** @throws UserException when it cannot be read, or a line has another form; names the line, never its hash */
    static List<KnownKey> read(Path file) {
        List<String> lines;
        try {
            lines = Files.readAllLines(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UserException("the keys file " + file + " cannot be read (" + e + ")", e);
        }
        List<KnownKey> keys = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            try {
                keys.add(key(line));
            } catch (IllegalArgumentException e) {
                throw new UserException(
                        "line " + (i + 1) + " of the keys file " + file + ": " + e.getMessage(),
                        e);
            }
        }
        return keys;
    }

    static String line(KnownKey key) {
        return key.name() + ":" + key.role().label() + ":" + HexFormat.of().formatHex(key.hash());
    }

    private static KnownKey key(String line) {
        String[] fields = line.split(":", -1);
        if (fields.length != 3 || !fields[2].strip().matches("[0-9a-fA-F]{" + 2 * HASH_BYTES + "}")) {
            throw new UserException("it should be name:role:sha256, as 'keys hash' prints it");
        }
        return new KnownKey(KnownKey.OF_FILE, fields[0].strip(), Role.of(fields[1].strip()),
                HexFormat.of().parseHex(fields[2].strip()), null, null, null, null);
    }
}
