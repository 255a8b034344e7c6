package dev.geofix.network;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Names of a MobileNetV2 in timm, and of one with folded batch norms. */
final class MobileNetNames {
    private static final Pattern FOLDED = Pattern
            .compile("blocks\\.(\\d{1,2})\\.(expand|depthwise|project)\\.(weight|bias)");
    private static final Pattern TIMM = Pattern.compile("blocks\\.([0-6])\\.([0-3])\\.(\\w+)\\.(\\w+)");
    /** Number of the first block of each stage, after the stem's 0. */
    private static final int[] FIRST_BLOCK = {1, 2, 4, 7, 11, 14, 17};

    private MobileNetNames() {}

    static String fromFolded(String name) {
        if (name.startsWith("stem.")) {
            return "backbone.features.0.0." + name.substring("stem.".length());
        }
        if (name.startsWith("last.")) {
            return "backbone.features.18.0." + name.substring("last.".length());
        }
        Matcher block = FOLDED.matcher(name);
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

    static String fromTimm(String name) {
        Matcher block = TIMM.matcher(name);
        if (block.matches()) {
            int stage = Integer.parseInt(block.group(1));
            int index = FIRST_BLOCK[stage] + Integer.parseInt(block.group(2));
            String place = stage == 0 ? firstBlock(block.group(3)) : laterBlock(block.group(3));
            return "backbone.features." + index + ".conv." + place + "." + block.group(4);
        }
        int dot = name.indexOf('.');
        return dot < 0 ? name : switch (name.substring(0, dot)) {
            case "conv_stem" -> "backbone.features.0.0";
            case "bn1" -> "backbone.features.0.1";
            case "conv_head" -> "backbone.features.18.0";
            case "bn2" -> "backbone.features.18.1";
            default -> name.substring(0, dot);
        } + name.substring(dot);
    }

    private static String firstBlock(String layer) {
        return switch (layer) {
            case "conv_dw" -> "0.0";
            case "bn1" -> "0.1";
            case "conv_pw" -> "1";
            case "bn2" -> "2";
            default -> layer;
        };
    }

    private static String laterBlock(String layer) {
        return switch (layer) {
            case "conv_pw" -> "0.0";
            case "bn1" -> "0.1";
            case "conv_dw" -> "1.0";
            case "bn2" -> "1.1";
            case "conv_pwl" -> "2";
            case "bn3" -> "3";
            default -> layer;
        };
    }
}
