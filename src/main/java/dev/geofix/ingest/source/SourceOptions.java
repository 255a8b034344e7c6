package dev.geofix.ingest.source;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.geofix.geo.MapTile;
import dev.geofix.platform.UserException;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What an import says about its source: where it is, and how it is to be read; null where it says nothing. The body and the query of a request and the
 * parameters of a job are read as this.
 *
 * @param source folder or file; absent of a file that is sent
 * @param zoom level of a tile pyramid, 0 … 30
 * @param groundMeters metres, 1 … 100,000
 * @param overlap share of the side, 0 … 0.9
 * @throws UserException that names the option whose value is out of range
 */
@Schema(name = "ImportRequest", description = "What to import; an option that has no effect on such a source is refused.")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SourceOptions(
        @Parameter(hidden = true) @JsonAlias("folder") @Schema(description = "folder or file of the server, absolute or relative to an import root", example = "town") @Nullable String source,
        @Schema(description = "file in the folder that lists its images; manifest.csv or manifest.geojson unless given", example = "manifest.csv") @Nullable String manifest,
        @Schema(description = "level of a tile pyramid; the deepest unless given", example = "18") @Nullable Integer zoom,
        @Schema(description = "tile table of a GeoPackage that has several") @Nullable String layer,
        @Schema(description = "xyz or tms: from which end a pyramid's rows are counted", implementation = String.class, example = "xyz") @Nullable RowScheme scheme,
        @Schema(description = "side of the square tiles that a GeoTIFF is cut into, metres", example = "120") @Nullable Double groundMeters,
        @Schema(description = "share of the side that neighbouring tiles of a GeoTIFF have in common", example = "0.5") @Nullable Double overlap) {
    public static final SourceOptions NONE = new SourceOptions(null, null, null, null, null, null, null);

    private static final double MOST_OVERLAP = 0.9;
    private static final double MOST_GROUND_METERS = 100_000;

    public SourceOptions {
        source = blankToNull(source);
        manifest = blankToNull(manifest);
        layer = blankToNull(layer);
        if (zoom != null && (zoom < 0 || zoom > MapTile.DEEPEST_ZOOM)) {
            throw new UserException("zoom must be 0 to " + MapTile.DEEPEST_ZOOM + ", not " + zoom + ".");
        }
        if (groundMeters != null && !(groundMeters >= 1 && groundMeters <= MOST_GROUND_METERS)) {
            throw new UserException("groundMeters must be 1 to 100000, not " + groundMeters + ".");
        }
        if (overlap != null && !(overlap >= 0 && overlap <= MOST_OVERLAP)) {
            throw new UserException("overlap must be 0 to " + MOST_OVERLAP + ", not " + overlap + ".");
        }
    }

    /** A folder or file without options. */
    public static SourceOptions of(String source) {
        return NONE.withSource(source);
    }

    public SourceOptions withSource(String other) {
        return new SourceOptions(other, manifest, zoom, layer, scheme, groundMeters, overlap);
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
