package dev.geofix.platform;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.ConstructorBinding;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What all features share.
 *
 * @param data folder of everything that is kept: the database, models, jobs, uploads, indexes. One running instance a folder
 * @param shared folder of what several instances with one geofix.database must all see: models, jobs, uploads, imports, datasets; a volume that all mount at the same path. The data folder unless given
 * @param store where galleries are kept: embedded (in the data folder) or opensearch (see geofix.opensearch)
 */
@ConfigurationProperties("geofix")
public record GeofixSettings(@DefaultValue("./data") Path data, @Nullable Path shared,
        @DefaultValue("embedded") Store store) {
    /** Where galleries are kept. */
    public enum Store {
        EMBEDDED, OPENSEARCH
    }

    @ConstructorBinding
    public GeofixSettings {
        data = data.toAbsolutePath().normalize();
        shared = shared == null ? null : shared.toAbsolutePath().normalize();
    }

    /** Everything in one folder. */
    public GeofixSettings(Path data) {
        this(data, null, Store.EMBEDDED);
    }

    /** Whether galleries lie in the data folder, where no other instance sees them. */
    public boolean isGalleryLocal() {
        return store == Store.EMBEDDED;
    }

    /** The folder of what all instances must see. */
    public Path sharedFolder() {
        return shared == null ? data : shared;
    }
}
