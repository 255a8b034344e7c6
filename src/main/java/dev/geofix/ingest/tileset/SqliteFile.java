package dev.geofix.ingest.tileset;

import dev.geofix.ingest.source.UnusableSourceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import org.sqlite.Function;
import org.sqlite.ProgressHandler;
import org.sqlite.SQLiteErrorCode;

/**
 * A SQLite file from anywhere, opened to be read and never changed. Its views are a stranger's program, so a step that goes on for too
 * long is ended.
 */
final class SqliteFile implements AutoCloseable {
    /** For everything that is asked before its tiles are read: somebody waits for the answer. */
    private static final Duration OPENING = Duration.ofSeconds(60);
    /** For a tile, and for sorting them all before the first one. */
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final int STEPS_BETWEEN_LOOKS = 100_000;

    private final Path file;
    private final Connection connection;
    private volatile long stepBegan = System.nanoTime();
    private volatile long patience;

    private SqliteFile(Path file, Connection connection, Duration opening) throws SQLException {
        patience = opening.toNanos();
        this.file = file;
        this.connection = connection;
        ProgressHandler.setHandler(connection, STEPS_BETWEEN_LOOKS, new ProgressHandler() {
            @Override
            protected int progress() {
                return System.nanoTime() - stepBegan > patience ? 1 : 0;
            }
        });
    }

    /** @throws UnusableSourceException when it cannot be read, or somebody has it open for writing */
    static SqliteFile open(Path file) throws IOException {
        return open(file, OPENING);
    }

    /** @param opening time for everything that is asked before the first {@link #step()} */
    static SqliteFile open(Path file, Duration opening) throws IOException {
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
            SqliteFile opened = new SqliteFile(file, connection, opening);
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

    /** Makes a test of two values, as text, a function of SQL. */
    void define(String name, BiPredicate<String, String> test) throws SQLException {
        Function.create(connection, name, new Function() {
            @Override
            protected void xFunc() throws SQLException {
                result(test.test(String.valueOf(value_text(0)), String.valueOf(value_text(1))) ? 1 : 0);
            }
        });
    }

    PreparedStatement prepare(String sql) throws SQLException {
        return connection.prepareStatement(sql);
    }

    /** To be called before each tile that is read, so that time spent elsewhere does not count. */
    void step() {
        patience = PATIENCE.toNanos();
        stepBegan = System.nanoTime();
    }

    UnusableSourceException unreadable(SQLException e) {
        return unreadable(file, e);
    }

    private static UnusableSourceException unreadable(Path file, SQLException e) {
        return e.getErrorCode() == SQLiteErrorCode.SQLITE_INTERRUPT.code
                ? new UnusableSourceException("Looking through " + file.getFileName()
                        + " takes too long: its tiles are computed, or have no index. Export it again as plain MBTiles "
                        + "or GeoPackage, whose tables have one.", e)
                : new UnusableSourceException(file.getFileName() + " cannot be read as SQLite: " + e.getMessage()
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
