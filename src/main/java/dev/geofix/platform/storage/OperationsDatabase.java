package dev.geofix.platform.storage;

import java.nio.file.Path;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;
import org.springframework.jdbc.support.JdbcTransactionManager;

/**
 * The database of jobs, keys and audit. By default the data folder's SQLite, which is the galleries' too; or a PostgreSQL that several processes share. Statements are one text for both, but for what the
 * methods here give.
 */
public interface OperationsDatabase extends AutoCloseable {
    /**
     * The shared one that the settings name, once it answers.
     *
     * @param data folder of this process, which keeps its name among others; null for a command
     */
    static OperationsDatabase of(DatabaseSettings settings, @Nullable Path data) {
        return PostgresOperations.open(settings, data);
    }

    /**
     * That of a data folder, for a command beside the service or before its first start.
     *
     * @param tables makes those that the command needs, where they are absent
     */
    static OperationsDatabase ofFolder(Path data, Resource tables) {
        SingleConnectionDataSource connection = new SingleConnectionDataSource("jdbc:sqlite:"
                + data.resolve(DataFolder.DATABASE) + "?journal_mode=WAL&synchronous=FULL&busy_timeout=30000", true);
        try {
            new ResourceDatabasePopulator(tables).execute(connection);
        } catch (RuntimeException e) {
            connection.destroy();
            throw e;
        }
        return new SqliteOperations(JdbcClient.create(connection),
                new WriteTransactions(new JdbcTransactionManager(connection)), connection::destroy);
    }

    /** Whether other processes may use it at the same time. */
    boolean isShared();

    /** Whether it did not answer when it was last asked. */
    boolean isAway();

    /** For people, without secrets. */
    String name();

    /** This process among those that share the database; after a restart on the same data folder the same. */
    String home();

    /** SQL: milliseconds since 1970-01-01T00:00Z by the database's own clock, the only one that all processes share. */
    String now();

    /** SQL behind a select of rows that will be changed: rows that another process is changing just now are passed over. */
    String skipLocked();

    /** As text can be kept there. */
    String text(String any);

    /**
     * Reads, within the transaction of the caller if there is one.
     *
     * @throws DatabaseAwayException when it does not answer
     */
    <T extends @Nullable Object> T read(Function<JdbcClient, T> work);

    /**
     * Commits what the work wrote when it returns, nothing of it when it throws.
     *
     * @throws DatabaseAwayException when it does not answer; then nobody knows whether it was committed
     * @throws FullDiskException when there is no room for it
     */
    <T extends @Nullable Object> T write(Function<JdbcClient, T> work);

    /**
     * As {@link #write}, while no other thread of any process does such work under the same name.
     *
     * @param lock names what must not be done twice at once
     */
    <T extends @Nullable Object> T exclusively(String lock, Supplier<T> work);

    @Override
    void close();
}
