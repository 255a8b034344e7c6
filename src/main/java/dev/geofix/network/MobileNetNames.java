package dev.geofix.network;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Names of a MobileNetV2 with folded batch norms: stem, blocks.{i}.{expand,depthwise,project}, last. */
final class MobileNetNames {
    private static final Pattern BLOCK = Pattern
            .compile("blocks\\.(\\d+)\\.(expand|depthwise|project)\\.(weight|bias)");

    private MobileNetNames() {}

    static String of(String name) {
        if (name.startsWith("stem.")) {
            return "backbone.features.0.0." + name.substring("stem.".length());
        }
        if (name.startsWith("last.")) {
            return "backbone.features.18.0." + name.substring("last.".length());
        }
        Matcher block = BLOCK.matcher(name);
        if (!block.matches()) {
            return name;
        }
        int index = Integer.parseInt(block.group(1));
        String place = switch (block.group(2)) {
            case "expand" -> "0.0";
            case "depthwise" -> index == 0 ? "0.0" : "1.0";
            default -> index == 0 ? "1" : "2";
        };
        return "backbone.features." + (index + 1) + ".conv." + place + "." + block.group(3);
    }
}
