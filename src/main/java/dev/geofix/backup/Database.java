package dev.geofix.backup;

import dev.geofix.platform.UserException;
import dev.geofix.platform.storage.DataFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** The database of a data folder, as a second process reads it beside the service. */
final class Database {
    static final String FILE = DataFolder.DATABASE;
    /** What a command that sees the folder alone cannot know of. */
    static final String ELSEWHERE = "Not part of it: galleries in OpenSearch (geofix.store), jobs, keys and audit in "
            + "PostgreSQL (geofix.database), the folder of geofix.shared. docs/cluster.md says how these are backed up.";

    private Database() {}

    /** @throws UserException when the folder holds none, or half of one */
    static Connection open(Path data) throws SQLException {
        if (Files.exists(data.resolve(DataFolder.UNFINISHED_RESTORE))) {
            throw new UserException("a restore into " + data
                    + " was not finished; run it again: restore --from BACKUP --data " + data);
        }
        Path file = data.resolve(FILE);
        if (!Files.isRegularFile(file)) {
            throw new UserException("there is no " + FILE + " in " + data
                    + "; name the service's data folder with --data");
        }
        return connect(file);
    }

    static Connection connect(Path file) throws SQLException {
        return DriverManager.getConnection(url(file));
    }

    static String url(Path file) {
        return "jdbc:sqlite:" + file + "?busy_timeout=30000";
    }

    /** Whether the tables are those that this version reads, rather than an earlier one's. */
    static boolean isUpgraded(Connection connection) throws SQLException {
        try (Statement sql = connection.createStatement();
                ResultSet row = sql.executeQuery("select 1 from sqlite_master where name = 'tile_features'")) {
            return row.next();
        }
    }

    /** What SQLite itself finds wrong with the file; nothing when it is sound. */
    static List<String> damage(Connection connection) throws SQLException {
        List<String> lines = new ArrayList<>();
        try (Statement sql = connection.createStatement();
                ResultSet rows = sql.executeQuery("pragma integrity_check")) {
            while (rows.next()) {
                lines.add(rows.getString(1));
            }
        }
        return lines.equals(List.of("ok")) ? List.of() : lines;
    }
}
