package dev.geofix.ablation;

import dev.geofix.network.Architecture.Attention;
import dev.geofix.network.Backbone;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The paper's ablations. Each varies one thing of the whole network: quadrants with merged attention. */
enum PaperAblation {
    /** Quadrants and attention, each alone and together, against the mean of the whole map. */
    MODULES("Fig. 4: quadrants and attention") {
        @Override
        List<Configuration> configurations(int mapSide, List<Backbone> backbones) {
            // Attention needs a stripe to ask from. One stripe is the whole map, so nothing is divided.
            return List.of(Configuration.of(this, "neither (one head)", Map.of(QUADRANTS, false)),
                    Configuration.of(this, "attention only (t = 1)", whole(T, 1)),
                    Configuration.of(this, "quadrants only", Map.of(QUADRANTS, true, KIND, Attention.NONE)),
                    Configuration.of(this, "quadrants and attention", WHOLE));
        }
    },
    /** Stripes t in each direction, 1 … 8 as far as the map can be cut. */
    STRIPES("Fig. 5: stripes t") {
        @Override
        List<Configuration> configurations(int mapSide, List<Backbone> backbones) {
            return IntStream.rangeClosed(1, Math.min(MOST, mapSide))
                    .mapToObj(t -> Configuration.of(this, "t = " + t, whole(T, t))).toList();
        }
    },
    /** The four kinds of attention. */
    ATTENTION("Table 1: attention") {
        @Override
        List<Configuration> configurations(int mapSide, List<Backbone> backbones) {
            return Stream.of(Attention.SELF, Attention.CROSS, Attention.CO, Attention.MERGED)
                    .map(kind -> Configuration.of(this, small(kind), Map.of(QUADRANTS, true, KIND, kind)))
                    .toList();
        }
    },
    /** The network below. */
    BACKBONES("Table 4: backbones") {
        @Override
        List<Configuration> configurations(int mapSide, List<Backbone> backbones) {
            return backbones.stream()
                    .map(backbone -> Configuration.of(this, small(backbone), whole("network.backbone", backbone)))
                    .toList();
        }
    };

    /** More are not in the paper, nor in a map of 256 pixels. */
    static final int MOST = 8;
    static final List<Backbone> PAPER_BACKBONES = List.of(Backbone.RESNET_50, Backbone.RESNET_101,
            Backbone.CONVNEXT_TINY, Backbone.CONVNEXT_SMALL);
    private static final String QUADRANTS = "network.quadrants";
    private static final String KIND = "network.attention";
    private static final String T = "network.stripes";
    private static final Map<String, Object> WHOLE = Map.of(QUADRANTS, true, KIND, Attention.MERGED);

    private final String title;

    PaperAblation(String title) {
        this.title = title;
    }

    /**
     * In the order of the table; the others are compared with the first.
     *
     * @param mapSide cells along a side of the last map
     */
    abstract List<Configuration> configurations(int mapSide, List<Backbone> backbones);

    /** Names its table and its plot. */
    String group() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** A group of one's own is titled by its name. */
    static String titleOf(String group) {
        return Stream.of(values()).filter(figure -> figure.group().equals(group)).map(figure -> figure.title)
                .findFirst().orElse(group);
    }

    private static Map<String, Object> whole(String name, Object value) {
        return Map.of(QUADRANTS, true, KIND, Attention.MERGED, name, value);
    }

    private static String small(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
