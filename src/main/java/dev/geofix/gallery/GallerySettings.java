package dev.geofix.gallery;

import dev.geofix.platform.UserException;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of galleries.
 *
 * @param importBatch tiles that an import or a reindex embeds and commits together
 */
@ConfigurationProperties("geofix.gallery")
public record GallerySettings(@DefaultValue("32") int importBatch) {
    public GallerySettings {
        if (importBatch < 1) {
            throw new UserException("geofix.gallery.import-batch must be at least 1, not " + importBatch);
        }
    }
}
