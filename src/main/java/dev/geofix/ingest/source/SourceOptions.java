package dev.geofix.ingest.source;

import dev.geofix.geo.MapTile;
import dev.geofix.platform.UserException;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What an import says about its source beyond the place of it; null where it says nothing.
 *
 * @param manifest file in the folder that lists its images
 * @param zoom level of a tile pyramid, 0 … 30
 * @param layer tile table of a GeoPackage
 * @param scheme from which end a pyramid's rows are counted
 * @param groundMeters side of the square tiles that a GeoTIFF is cut into, metres, 1 … 100,000
 * @param overlap share of the side that neighbouring tiles of a GeoTIFF have in common, 0 … 0.9
 * @throws UserException that names the option whose value is out of range
 */
public record SourceOptions(@Nullable String manifest, @Nullable Integer zoom, @Nullable String layer,
        @Nullable RowScheme scheme, @Nullable Double groundMeters, @Nullable Double overlap) {
    public static final SourceOptions NONE = new SourceOptions(null, null, null, null, null, null);

    private static final double MOST_OVERLAP = 0.9;
    private static final double MOST_GROUND_METERS = 100_000;

    public SourceOptions {
        manifest = blankToNull(manifest);
        layer = blankToNull(layer);
        if (zoom != null && (zoom < 0 || zoom > MapTile.DEEPEST_ZOOM)) {
            throw new UserException("zoom must be 0 to " + MapTile.DEEPEST_ZOOM + ", not " + zoom);
        }
        if (groundMeters != null && !(groundMeters >= 1 && groundMeters <= MOST_GROUND_METERS)) {
            throw new UserException("groundMeters must be 1 to 100000, not " + groundMeters);
        }
        if (overlap != null && !(overlap >= 0 && overlap <= MOST_OVERLAP)) {
            throw new UserException("overlap must be 0 to " + MOST_OVERLAP + ", not " + overlap);
        }
    }

    /**
     * An option without effect is a mistake that nobody would notice.
     *
     * @param kind what the source is, for the message
     * @param useful names of the options that it takes
     * @throws UnusableSourceException that names the options which are given and have no effect
     */
    public void requireOnly(String kind, Set<String> useful) {
        SortedSet<String> given = given();
        given.removeAll(useful);
        if (!given.isEmpty()) {
            throw new UnusableSourceException(String.join(" and ", given) + (given.size() == 1 ? " has" : " have")
                    + " no effect on " + kind + "; leave " + (given.size() == 1 ? "it" : "them") + " out.");
        }
    }

    private SortedSet<String> given() {
        SortedMap<String, @Nullable Object> all = new TreeMap<>();
        all.put("manifest", manifest);
        all.put("zoom", zoom);
        all.put("layer", layer);
        all.put("scheme", scheme);
        all.put("groundMeters", groundMeters);
        all.put("overlap", overlap);
        return all.keySet().stream().filter(name -> all.get(name) != null)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static @Nullable String blankToNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }
}
