package dev.geofix.backup;

import dev.geofix.jobs.process.RestoredJobs;
import dev.geofix.platform.SetupException;
import dev.geofix.platform.UserException;
import dev.geofix.platform.storage.DataFolder;
import dev.geofix.platform.storage.DurableFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Puts a backup into a data folder. The copy is made and checked within the folder, which may be a mount point, before anything is touched that was there; that is then
 * moved into a folder of its own, and the copy into its place. A mark keeps services away from what a kill leaves half done, and the next restore goes on from there.
 */
final class Restore {
    /** Folders of what restores have moved aside begin so. */
    static final String ASIDE = "before-restore-";
    static final String STAGED = ".restore.part";
    /** Of the folder itself, whatever is restored. */
    private static final Set<String> FIXED = Set.of(DataFolder.LOCK, DataFolder.UNFINISHED_RESTORE, STAGED,
            "lost+found");

    private final Path backup;
    private final Path data;
    private final boolean replace;
    private final Runnable step;

    /**
     * @param replace whether what is in the folder may be moved aside
     * @param step called before each change to the folder
     */
    Restore(Path backup, Path data, boolean replace, Runnable step) {
        this.backup = backup.toAbsolutePath().normalize();
        this.data = data.toAbsolutePath().normalize();
        this.replace = replace;
        this.step = step;
    }

    /**
     * @param aside where what was there before lies now; null where there was nothing
     * @param failedJobs jobs that ran in processes of their own
     */
    record Done(@Nullable Path aside, int failedJobs) {}

    /** @throws UserException when the backup is damaged, or the folder is in use or not empty */
    Done run() throws IOException, SQLException {
        if (backup.startsWith(data) || data.startsWith(backup)) {
            throw new UserException("one of " + backup + " and " + data + " lies within the other");
        }
        if (!Files.isRegularFile(backup.resolve(Database.FILE))) {
            throw new UserException("there is no " + Database.FILE + " in " + backup
                    + "; name a folder that backup has written with --from");
        }
        if (DataFolder.isHeld(backup)) {
            throw new UserException(
                    "a service runs on " + backup + "; copy it with backup first, and restore the copy");
        }
        try (DataFolder held = DataFolder.lock(data)) {
            return into();
        } catch (SetupException e) {
            throw new UserException(
                    e.getMessage() + " Stop it first, or restore into another folder with --data.", e);
        }
    }

    private Done into() throws IOException, SQLException {
        RestoreMark before = RestoreMark.find(data);
        if (before == null && !replace && !entries(data).isEmpty()) {
            throw new UserException(data + " is not empty; give a new folder with --data, or --replace, "
                    + "which moves what is there aside");
        }
        List<String> running = RestoredJobs.running(data);
        if (!running.isEmpty()) {
            throw new UserException("a process of job " + running.getFirst() + " still writes into " + data
                    + "; cancel the job, or wait for its end");
        }
        if (before != null && before.phase() == RestoreMark.Phase.MOVING_IN) {
            for (Path half : entries(data)) {
                step.run();
                DurableFiles.delete(half);
            }
        }
        boolean hadNothing = entries(data).isEmpty();
        String aside = before != null && !before.aside().isEmpty() ? before.aside() : hadNothing ? "" : newAside();
        if (before == null && hadNothing) {
            step.run();
            new RestoreMark(RestoreMark.Phase.COPYING, "").write(data);
        }
        int failed = staged(before);
        if (!hadNothing) {
            moveOut(aside);
        }
        moveIn(aside);
        return new Done(aside.isEmpty() ? null : data.resolve(aside), failed);
    }

    /** Without a sound copy all stays as it was. */
    private int staged(@Nullable RestoreMark before) throws IOException, SQLException {
        try {
            DurableFiles.delete(data.resolve(STAGED));
            step.run();
            return new StagedBackup(backup, data.resolve(STAGED), step).make();
        } catch (IOException | SQLException | RuntimeException e) {
            DurableFiles.delete(data.resolve(STAGED));
            if (before == null || before.phase() == RestoreMark.Phase.COPYING) {
                RestoreMark.remove(data);
            }
            throw e;
        }
    }

    private void moveOut(String aside) throws IOException {
        new RestoreMark(RestoreMark.Phase.MOVING_OUT, aside).write(data);
        step.run();
        Path folder = Files.createDirectories(data.resolve(aside));
        move(entries(data), folder);
    }

    private void moveIn(String aside) throws IOException {
        new RestoreMark(RestoreMark.Phase.MOVING_IN, aside).write(data);
        step.run();
        move(entries(data.resolve(STAGED)), data);
        step.run();
        Files.delete(data.resolve(STAGED));
        step.run();
        RestoreMark.remove(data);
    }

    private void move(List<Path> entries, Path folder) throws IOException {
        for (Path entry : entries) {
            step.run();
            Files.move(entry, folder.resolve(entry.getFileName()), StandardCopyOption.ATOMIC_MOVE);
        }
        DurableFiles.force(folder);
    }

    private static List<Path> entries(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> !isFixed(file.getFileName().toString())).sorted().toList();
        }
    }

    static boolean isFixed(String name) {
        return FIXED.contains(name) || name.startsWith(ASIDE) || RestoreMark.isUnfinished(name);
    }

    private static String newAside() {
        return ASIDE + DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").format(LocalDateTime.now(ZoneId.systemDefault()));
    }

    /**
     * How far a restore has come, in a file of the data folder. As long as it is there no service starts, and the next restore goes on.
     *
     * @param aside name of the folder within the data folder that takes what was there before; empty where there was nothing
     */
    private record RestoreMark(Phase phase, String aside) {
        enum Phase {
            /** Nothing of the backup is in its place yet, and nothing else is there. */
            COPYING,
            /** What was there before is being moved aside. */
            MOVING_OUT,
            /** Whatever is in place is the backup's. */
            MOVING_IN
        }

        static @Nullable RestoreMark find(Path data) throws IOException {
            try {
                List<String> lines = Files.readAllLines(file(data));
                return new RestoreMark(Phase.valueOf(lines.getFirst()), lines.get(1));
            } catch (NoSuchFileException e) {
                return null;
            } catch (RuntimeException e) {
                throw new UserException(file(data) + " cannot be read; restore into another folder", e);
            }
        }

        void write(Path data) throws IOException {
            DurableFiles.write(file(data), (phase + "\n" + aside + "\n.\n").getBytes(StandardCharsets.UTF_8));
        }

        /** Of a mark that was being written when the process ended. */
        static boolean isUnfinished(String name) {
            return name.startsWith("." + DataFolder.UNFINISHED_RESTORE);
        }

        static void remove(Path data) throws IOException {
            try (Stream<Path> files = Files.list(data)) {
                for (Path file : files.filter(each -> isUnfinished(each.getFileName().toString())).toList()) {
                    Files.delete(file);
                }
            }
            Files.deleteIfExists(file(data));
            DurableFiles.force(data);
        }

        private static Path file(Path data) {
            return data.resolve(DataFolder.UNFINISHED_RESTORE);
        }
    }
}
