package dev.geofix.ingest;

import com.fasterxml.jackson.annotation.JsonAlias;
import dev.geofix.ingest.source.RowScheme;
import dev.geofix.ingest.source.SourceOptions;
import dev.geofix.platform.UserException;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What to import from the server's disk; a field that has no effect on such a source is refused.
 *
 * @param source folder or file, absolute or relative to an import root
 * @param manifest file in that folder that lists its images; manifest.csv or manifest.geojson unless given
 * @param zoom level of a tile pyramid; the deepest unless given
 * @param layer tile table of a GeoPackage that has several
 * @param scheme xyz or tms: from which end a pyramid's rows are counted
 * @param groundMeters side of the square tiles that a GeoTIFF is cut into
 * @param overlap share of the side that neighbouring tiles of a GeoTIFF have in common
 */
public record ImportRequest(@JsonAlias("folder") @Schema(example = "town") @Nullable String source,
        @Schema(example = "manifest.csv") @Nullable String manifest, @Schema(example = "18") @Nullable Integer zoom,
        @Nullable String layer, @Schema(example = "xyz") @Nullable String scheme,
        @Schema(example = "120") @Nullable Double groundMeters, @Schema(example = "0.5") @Nullable Double overlap) {

    /** A folder or file without options. */
    public static ImportRequest of(String source) {
        return new ImportRequest(source, null, null, null, null, null, null);
    }

    /** @throws UserException that names the option whose value is out of range */
    SourceOptions options() {
        try {
            return new SourceOptions(manifest, zoom, layer, scheme == null ? null : RowScheme.named(scheme),
                    groundMeters, overlap);
        } catch (IllegalArgumentException e) {
            throw new UserException(e.getMessage() + ".");
        }
    }
}
