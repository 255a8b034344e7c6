package dev.geofix.ingest;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.geofix.gallery.GalleryName;
import dev.geofix.ingest.source.RowScheme;
import dev.geofix.ingest.source.SourceOptions;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Parameters of an import job, as they were checked.
 *
 * @param source real path of a folder or file; of an upload relative to the data folder, which may be moved or copied
 * @param uploaded whether it was sent for this job, whose own it is
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ImportParameters(String gallery, @JsonAlias("folder") String source, boolean uploaded,
        @Nullable String manifest, @Nullable Integer zoom, @Nullable String layer, @Nullable RowScheme scheme,
        @Nullable Double groundMeters, @Nullable Double overlap) {

    static ImportParameters of(GalleryName gallery, Path source, boolean uploaded, SourceOptions options) {
        return new ImportParameters(gallery.value(), source.toString(), uploaded, options.manifest(), options.zoom(),
                options.layer(), options.scheme(), options.groundMeters(), options.overlap());
    }

    Path source(Path data) {
        return data.resolve(source);
    }

    SourceOptions options() {
        return new SourceOptions(manifest, zoom, layer, scheme, groundMeters, overlap);
    }
}
