package dev.geofix.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

/** Words of addresses, headers and bodies: what is expected, what is nearly so, and what nobody expects. */
final class Texts {
    private static final List<String> GOOD = List.of("fuzz-1", "t-1", "tiny", "town", "10", "1", "0.5", "90", "true",
            "47.1,8.2", "4,52,4.1,52.1", "height=1", "drone", "satellite", "name=value", "17", "xyz", "manifest.csv",
            "RUNNING", "import", "health", "readiness", "jvm.memory.used", "00000000-0000-0000-0000-000000000000");
    private static final List<String> BAD = List.of("", " ", "NaN", "Infinity", "-0", "1e400", "1e-400", "-1", "0",
            "2147483648", "9223372036854775808", "99999999999999999999999", "0x10", "1,2", "1,2,3", ",,,", "1,,2,3",
            "181,0,0,91", "NaN,NaN,NaN,NaN", "1e400,1e400", "null", "undefined", "[]", "{}", "[1,2]", "..", ".",
            "../..",
            "..\\..", "/etc/passwd", "a/b", "a\\b", "a\u0000b", "\u0001\u007f", "\r\nX: y", "\t", "%", "%zz", "%00",
            "' or 1=1 --", "<script>alert(1)</script>", "${jndi:ldap://x}", "#{1+1}", "\ud83d\ude80", "\ufeff",
            "\u202e",
            "\u0301\u0301", "=", "==", "a=b=c", "&", ";", "*", "?", "a".repeat(300), "9".repeat(400),
            "\u00e4".repeat(120),
            "2026-11-26T00:00:00Z", "-", "_", "%other", "default;x=y", "fuzz-1 ", "FUZZ-1");

    private Texts() {}

    static String any(Random random) {
        return random.nextInt(2) == 0 ? good(random) : bad(random);
    }

    static String good(Random random) {
        return GOOD.get(random.nextInt(GOOD.size()));
    }

    static String bad(Random random) {
        return switch (random.nextInt(12)) {
            case 0 -> "x".repeat(1 + random.nextInt(6000));
            case 1 -> noise(random);
            default -> BAD.get(random.nextInt(BAD.size()));
        };
    }

    private static String noise(Random random) {
        int[] points = random.ints(1 + random.nextInt(20), 1, 0x2ff).toArray();
        return new String(points, 0, points.length);
    }

    /** For an address: mostly escaped as it should be, else with whatever bytes, or escapes of no character. */
    static String escaped(String text, Random random) {
        int how = random.nextInt(20);
        if (how == 0) {
            return oneLine(text);
        }
        if (how == 1) {
            return List.of("%", "%z", "%c3%28", "%ed%a0%80", "%2e%2e%2f", "%2f", "%5c", "%00", "%0a", "%25").get(
                    random.nextInt(10));
        }
        StringBuilder escaped = new StringBuilder();
        for (byte each : text.getBytes(StandardCharsets.UTF_8)) {
            boolean isPlain = each >= '0' && each <= '9' || each >= 'a' && each <= 'z' || each >= 'A' && each <= 'Z'
                    || each == '-' || each == '.' || each == '_' || each == '=' || each == ',';
            escaped.append(isPlain ? String.valueOf((char) each) : "%%%02X".formatted(each & 0xff));
        }
        return escaped.toString();
    }

    /** Without what would end a line of the request: one input is one request. */
    static String oneLine(String text) {
        return text.replace("\r", "").replace("\n", "").replace(" ", "");
    }
}
