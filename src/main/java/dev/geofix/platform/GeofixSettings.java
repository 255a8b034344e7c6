package dev.geofix.platform;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What all features share.
 *
 * @param data folder of everything that is kept: the database, models, jobs, uploads, indexes. One running instance a folder
 */
@ConfigurationProperties("geofix")
public record GeofixSettings(@DefaultValue("./data") Path data) {
    public GeofixSettings {
        data = data.toAbsolutePath().normalize();
    }
}
