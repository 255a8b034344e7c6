package dev.geofix.gallery;

import java.nio.file.Path;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of galleries.
 *
 * @param importRoots imports read folders below these only; none given means the folder imports of the data folder
 * @param importBatch tiles embedded and committed together
 */
@ConfigurationProperties("geofix.gallery")
record GallerySettings(@DefaultValue List<Path> importRoots, @DefaultValue("32") int importBatch) {
    GallerySettings {
        if (importBatch < 1) {
            throw new IllegalArgumentException("geofix.gallery.import-batch must be at least 1, not " + importBatch);
        }
    }
}
