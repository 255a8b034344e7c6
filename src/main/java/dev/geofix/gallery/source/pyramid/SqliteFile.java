package dev.geofix.gallery.source.pyramid;

import dev.geofix.gallery.source.UnusableSourceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.sqlite.ProgressHandler;

/**
 * A SQLite file from anywhere, opened to be read and never changed. Its views are a stranger's program, so a step that goes on for too
 * long is ended.
 */
final class SqliteFile implements AutoCloseable {
    private static final long PATIENCE = TimeUnit.MINUTES.toNanos(10);
    private static final int STEPS_BETWEEN_LOOKS = 100_000;

    private final Path file;
    private final Connection connection;
    private volatile long stepBegan = System.nanoTime();

    private SqliteFile(Path file, Connection connection) throws SQLException {
        this.file = file;
        this.connection = connection;
        ProgressHandler.setHandler(connection, STEPS_BETWEEN_LOOKS, new ProgressHandler() {
            @Override
            protected int progress() {
                return System.nanoTime() - stepBegan > PATIENCE ? 1 : 0;
            }
        });
    }

    /** @throws UnusableSourceException when it cannot be read, or somebody has it open for writing */
    static SqliteFile open(Path file) throws IOException {
        Path log = file.resolveSibling(file.getFileName() + "-wal");
        if (Files.exists(log) && Files.size(log) > 0) {
            throw new UnusableSourceException("Part of " + file.getFileName() + " still stands in " + log.getFileName()
                    + ". Close the program that has it open, or run: sqlite3 " + file.getFileName()
                    + " 'pragma wal_checkpoint(truncate)'.");
        }
        // A path may hold characters that mean something in a URI.
        String url = "jdbc:sqlite:file:" + file.toUri().getRawPath() + "?mode=ro&immutable=1";
        try {
            Connection connection = DriverManager.getConnection(url);
            SqliteFile opened = new SqliteFile(file, connection);
            opened.distrust();
            return opened;
        } catch (SQLException e) {
            throw unreadable(file, e);
        }
    }

    private void distrust() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("pragma query_only = on");
            statement.execute("pragma trusted_schema = off");
            statement.execute("pragma cell_size_check = on");
        }
    }

    /** Names of the columns of a table or view, in lower case; none when there is no such table. */
    Set<String> columns(String table) throws SQLException {
        Set<String> names = new TreeSet<>();
        try (PreparedStatement statement = prepare("select name from pragma_table_info(?)")) {
            statement.setString(1, table);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    names.add(rows.getString(1).toLowerCase(Locale.ROOT));
                }
            }
        }
        return names;
    }

    PreparedStatement prepare(String sql) throws SQLException {
        step();
        return connection.prepareStatement(sql);
    }

    /** To be called before each step that is the source's own work, so that time spent elsewhere does not count. */
    void step() {
        stepBegan = System.nanoTime();
    }

    UnusableSourceException unreadable(SQLException e) {
        return unreadable(file, e);
    }

    private static UnusableSourceException unreadable(Path file, SQLException e) {
        return new UnusableSourceException(file.getFileName() + " cannot be read as SQLite: " + e.getMessage()
                + ". Copy or export it again.", e);
    }

    @Override
    public void close() throws IOException {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IOException(e);
        }
    }
}
