package dev.geofix.fuzz;

import dev.geofix.testing.Damage;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

/** JSON bodies: right ones, ones of wrong types and sizes, and broken ones. */
final class JsonInputs {
    private static final List<String> WHOLE = List.of("{\"source\": \"town\"}", "{\"model\": \"tiny\"}",
            "{\"source\": \"town\", \"manifest\": \"manifest.csv\"}", "{\"source\": \"a.mbtiles\", \"zoom\": 17}",
            "{\"dataset\": \"none\", \"name\": \"x-1\", \"recipe\": \"strong\", \"settings\": {\"epochs\": 3, \"batch\": 3}}",
            "{\"model\": \"tiny\", \"dataset\": \"none\", \"protocol\": \"full\", \"flip\": false}",
            "{\"resume\": \"00000000-0000-0000-0000-000000000000\"}", "{}");
    private static final List<String> NAMES = List.of("source", "manifest", "zoom", "layer", "scheme", "groundMeters",
            "overlap", "model", "dataset", "name", "heights", "recipe", "settings", "initial", "evaluate",
            "calibration",
            "resume", "protocol", "flip", "configuredLevel", "epochs", "network.backbone", "", "__proto__", "x");
    private static final List<String> SCALARS = List.of("null", "true", "-1", "0", "1e400", "-1e400", "1e-400", "0.1",
            "12345678901234567890123", "NaN", "Infinity", "0x1", "01", "\"\"", "[]", "{}", "[[]]", "\"\\ud800\"",
            "\"\\u0000\"", "'x'", "1e999999999");

    private JsonInputs() {}

    static byte[] of(Random random) {
        byte[] whole = text(random).getBytes(StandardCharsets.UTF_8);
        return random.nextInt(5) == 0 && whole.length > 12 ? Damage.of(whole, random) : whole;
    }

    private static String text(Random random) {
        return switch (random.nextInt(10)) {
            case 0, 1, 2 -> WHOLE.get(random.nextInt(WHOLE.size()));
            case 3 -> "[".repeat(1 + random.nextInt(5000));
            case 4 -> "{\"x\":".repeat(1 + random.nextInt(3000)) + "1";
            case 5 -> value(random, 3);
            case 6 -> "{\"source\": " + "9".repeat(1 + random.nextInt(3000)) + "}";
            default -> object(random, 2);
        };
    }

    private static String object(Random random, int depth) {
        StringBuilder json = new StringBuilder("{");
        for (int i = random.nextInt(4); i >= 0; i--) {
            json.append(quoted(NAMES.get(random.nextInt(NAMES.size())))).append(':').append(value(random, depth))
                    .append(i == 0 ? "" : ",");
        }
        return json + "}";
    }

    private static String value(Random random, int depth) {
        return switch (random.nextInt(depth > 0 ? 6 : 4)) {
            case 0, 1 -> quoted(Texts.any(random));
            case 2, 3 -> SCALARS.get(random.nextInt(SCALARS.size()));
            case 4 -> "[" + value(random, depth - 1) + "," + value(random, depth - 1) + "]";
            default -> object(random, depth - 1);
        };
    }

    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        text.chars().forEach(each -> quoted.append(each < 0x20 || each == '"' || each == '\\'
                ? "\\u%04x".formatted(each)
                : String.valueOf((char) each)));
        return quoted + "\"";
    }
}
