package dev.geofix.backup;

import dev.geofix.jobs.process.RestoredJobs;
import dev.geofix.platform.UserException;
import dev.geofix.platform.storage.DurableFiles;
import dev.geofix.platform.storage.SchemaVersion;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** A copy of a backup, checked and made ready to be started on. The backup itself is only read. */
record StagedBackup(Path backup, Path copy, Runnable step) {
    /**
     * @return how many jobs were marked as failed
     * @throws UserException when the backup is damaged, or newer than this program
     */
    int make() throws IOException, SQLException {
        new FolderCopy(backup, copy, name -> name.equals("index") || name.equals(Database.FILE + "-shm")
                || Restore.isFixed(name)).run();
        step.run();
        Path file = copy.resolve(Database.FILE);
        boolean isUpgraded;
        try (Connection database = Database.connect(file)) {
            List<String> damage = Database.damage(database);
            if (!damage.isEmpty()) {
                throw damaged("the database: " + damage.getFirst());
            }
            isUpgraded = Database.isUpgraded(database);
        } catch (SQLException e) {
            throw damaged("the database: " + e.getMessage());
        }
        SchemaVersion.newer(Database.url(file)).ifPresent(version -> {
            throw new UserException("the backup was made by a newer Geofix: " + version
                    + " Use that version's restore");
        });
        // An earlier version's tables are upgraded at the next start, which reads every descriptor.
        if (isUpgraded) {
            List<StoreCheck.Finding> findings = new StoreCheck(copy, false).run().findings();
            if (!findings.isEmpty()) {
                throw damaged(findings.getFirst().item() + ": " + findings.getFirst().problem());
            }
        }
        int failed;
        try (Connection database = Database.connect(file)) {
            failed = RestoredJobs.settle(copy, database);
        }
        DurableFiles.force(file);
        return failed;
    }

    private IllegalArgumentException damaged(String what) {
        return new UserException("the backup " + backup + " is damaged (" + what
                + "), so nothing was restored; check --data " + backup + " names all of it");
    }
}
