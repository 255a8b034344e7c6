package dev.geofix.platform.storage;

import dev.geofix.platform.GeofixSettings;
import dev.geofix.platform.SetupException;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;

@Configuration(proxyBeanMethods = false)
class StorageConfiguration {
    /**
     * Locks the data folder before any bean exists, the data source among them. What is registered first is destroyed last, so the
     * lock outlives every bean that writes.
     */
    @Bean
    static BeanFactoryPostProcessor dataFolderLock(Environment environment) {
        GeofixSettings settings = Binder.get(environment).bindOrCreate("geofix", GeofixSettings.class);
        return factory -> ((DefaultListableBeanFactory) factory).registerDisposableBean("dataFolder",
                DataFolder.open(settings.data())::close);
    }

    /** Galleries stay in the data folder's database either way. */
    @Bean
    OperationsDatabase operations(DatabaseSettings settings, GeofixSettings folders, JdbcClient jdbc,
            WriteTransactions writes) {
        return settings.isShared()
                ? OperationsDatabase.of(settings, folders.data())
                : new SqliteOperations(jdbc, writes, () -> {});
    }

    /** A database of a later version would be read as if its changes had never been made. */
    @Bean
    FlywayMigrationStrategy upgrade(GeofixSettings settings) {
        return flyway -> {
            SchemaVersion.newer(flyway).ifPresent(version -> {
                throw new SetupException("The database in " + settings.data() + " was written by a newer Geofix: "
                        + version,
                        "Start that version again, or go back to a backup from before the upgrade: restore "
                                + "--from BACKUP --data " + settings.data() + " --replace",
                        null);
            });
            flyway.migrate();
        };
    }
}
