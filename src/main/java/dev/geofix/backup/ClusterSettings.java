package dev.geofix.backup;

import dev.geofix.platform.GeofixSettings;
import dev.geofix.platform.SetupException;
import dev.geofix.platform.UserException;
import dev.geofix.platform.storage.DatabaseSettings;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.ComponentScan;

/**
 * A cluster as the service would find it with the same settings: from the same files, the environment and the command line. Of the service only the store of the galleries is made.
 */
final class ClusterSettings {
    private static final String STORE = "--geofix.store=";
    private static final String OPENSEARCH = STORE + "opensearch";

    private ClusterSettings() {}

    /** No stereotype: the service, which scans this package, must not find it. */
    @ImportAutoConfiguration(JacksonAutoConfiguration.class)
    @EnableConfigurationProperties({GeofixSettings.class, DatabaseSettings.class})
    @ConfigurationPropertiesScan("dev.geofix.gallery.opensearch")
    @ComponentScan("dev.geofix.gallery.opensearch")
    static class Store {}

    /**
     * @param settings as the service takes them, such as --geofix.shared=FOLDER
     * @throws UserException when they are wrong
     */
    static ConfigurableApplicationContext open(List<String> settings) {
        List<String> all = new ArrayList<>();
        for (String setting : settings) {
            if (!setting.matches("(?s)--(geofix|spring\\.config|logging)\\..+=.*")) {
                throw new UserException("'" + setting + "' is neither an option nor a setting of the service, such as "
                        + "--geofix.opensearch.urls=http://search-1:9200");
            }
            if (!setting.startsWith(STORE)) {
                all.add(setting);
            } else if (!setting.equals(OPENSEARCH)) {
                throw new UserException("galleries are copied into OpenSearch only, not with " + setting);
            }
        }
        all.add(OPENSEARCH);
        try {
            return new SpringApplicationBuilder(Store.class).web(WebApplicationType.NONE).bannerMode(Banner.Mode.OFF)
                    .logStartupInfo(false)
                    .properties("logging.level.root=warn", "logging.level.org.springframework.boot=off")
                    .run(all.toArray(String[]::new));
        } catch (RuntimeException e) {
            throw mendable(e);
        }
    }

    /** The innermost cause that says what to do. */
    private static RuntimeException mendable(RuntimeException failure) {
        RuntimeException mendable = failure;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            mendable = switch (cause) {
                case SetupException setup -> new UserException(setup.getMessage() + " " + setup.wayOut(), failure);
                case UserException user -> user;
                case BindException wrong -> new UserException(wrong.getMessage() + ". See docs/configuration.md",
                        failure);
                default -> mendable;
            };
        }
        return mendable;
    }
}
