package dev.geofix.backup;

import dev.geofix.platform.UserException;
import dev.geofix.platform.storage.DurableFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/**
 * A copy of a data folder that a service may be writing to. The database is one snapshot. The files beside it are copied before and, where they are
 * new or have changed, again afterwards, so that what the snapshot speaks of is there: models and the folders of jobs. Indexes are left out, since
 * they are made again from the database. The copy is written aside, checked, and moved into place.
 */
final class Backup {
    /** Of the service's own, or made anew when missing. */
    private static final List<String> LEFT_OUT = List.of(".lock", Database.FILE, Database.FILE + "-wal",
            Database.FILE + "-shm", Database.FILE + "-journal", "index", Restore.STAGED);

    private final Path data;
    private final Path out;
    private final Path aside;

    /** @throws UserException when there is something at {@code out}, or it lies within the data folder */
    Backup(Path data, Path out) {
        this.data = data.toAbsolutePath().normalize();
        this.out = out.toAbsolutePath().normalize();
        aside = this.out.resolveSibling("." + this.out.getFileName() + ".part");
        if (this.out.startsWith(this.data)) {
            throw new UserException(
                    "the backup would lie within the data folder; give another place with --out");
        }
    }

    void run() throws IOException, SQLException {
        try (Connection database = Database.open(data)) {
            if (Files.exists(out)) {
                throw new UserException(out + " is there already; give a new folder with --out");
            }
            DurableFiles.delete(aside);
            Files.createDirectories(aside);
            try {
                copyFiles();
                try (PreparedStatement snapshot = database.prepareStatement("vacuum into ?")) {
                    snapshot.setString(1, aside.resolve(Database.FILE).toString());
                    snapshot.execute();
                }
                copyFiles();
                verify();
                DurableFiles.moveFolder(aside, out);
            } finally {
                DurableFiles.delete(aside);
            }
        }
    }

    private void verify() throws SQLException {
        try (Connection copy = Database.connect(aside.resolve(Database.FILE))) {
            List<String> damage = Database.damage(copy);
            if (!damage.isEmpty()) {
                throw new UserException("the copy is damaged (" + damage.getFirst()
                        + "), so there is no backup; run check --data " + data);
            }
        }
    }

    private void copyFiles() throws IOException {
        new FolderCopy(data, aside, Backup::isLeftOut).run();
    }

    private static boolean isLeftOut(String name) {
        return LEFT_OUT.contains(name) || name.startsWith(Restore.ASIDE);
    }
}
