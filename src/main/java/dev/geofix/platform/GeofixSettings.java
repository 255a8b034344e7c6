package dev.geofix.platform;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What all features share.
 *
 * @param data folder of everything that is kept: the database, models, jobs, uploads, indexes. One running instance a folder
 * @param store where galleries are kept: embedded (in the data folder) or opensearch (see geofix.opensearch)
 */
@ConfigurationProperties("geofix")
public record GeofixSettings(@DefaultValue("./data") Path data, @DefaultValue("embedded") Store store) {
    /** Where galleries are kept. */
    public enum Store {
        EMBEDDED, OPENSEARCH
    }

    public GeofixSettings {
        data = data.toAbsolutePath().normalize();
    }
}
