package dev.geofix.security;

import dev.geofix.platform.UserException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;
import org.springframework.core.io.ClassPathResource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;

/** The keys of a data folder, as the command sees them: beside a running service, or before the first one. */
final class KeyDatabase {
    private KeyDatabase() {}

    /**
     * Makes folder, database and table where they are absent; the service makes the rest when it starts.
     *
     * @throws UserException when it cannot be opened
     */
    static <T> T with(Path data, Function<KeyStore, T> work) {
        try {
            Files.createDirectories(data);
        } catch (IOException e) {
            throw new UserException("the data folder " + data + " cannot be made (" + e + ")", e);
        }
        SingleConnectionDataSource database = new SingleConnectionDataSource("jdbc:sqlite:" + data.resolve("geofix.db")
                + "?journal_mode=WAL&synchronous=FULL&busy_timeout=30000", true);
        try {
            new ResourceDatabasePopulator(new ClassPathResource("db/migration/V8__api_keys.sql")).execute(database);
            return work.apply(new KeyStore(JdbcClient.create(database)));
        } catch (DataAccessException e) {
            throw new UserException("the database in " + data + " cannot be used ("
                    + e.getMostSpecificCause().getMessage()
                    + "); name the service's data folder with --data, as a user who may "
                    + "write it", e);
        } finally {
            database.destroy();
        }
    }
}
