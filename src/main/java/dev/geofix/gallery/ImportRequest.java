package dev.geofix.gallery;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What to import.
 *
 * @param folder on the server, absolute or relative to an import root
 * @param manifest CSV file in that folder; manifest.csv unless given
 */
public record ImportRequest(@Schema(example = "town") String folder,
        @Schema(example = "manifest.csv") @Nullable String manifest) {
    static final String DEFAULT_MANIFEST = "manifest.csv";

    String manifestName() {
        return manifest == null || manifest.isBlank() ? DEFAULT_MANIFEST : manifest;
    }
}
