package dev.geofix.platform;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What all features share.
 *
 * @param data folder of everything Geofix keeps: the database, models, derived graphs. One running instance a folder
 */
@ConfigurationProperties("geofix")
public record GeofixSettings(@DefaultValue("./data") Path data) {
    public GeofixSettings {
        data = data.toAbsolutePath().normalize();
    }
}
