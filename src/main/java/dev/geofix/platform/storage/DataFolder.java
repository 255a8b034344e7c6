package dev.geofix.platform.storage;

import dev.geofix.platform.SetupException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The data folder, held by this process alone from {@link #open} to {@link #close}.
 */
public final class DataFolder implements AutoCloseable {
    /** A file that stands in the folder while a restore into it is not finished. */
    public static final String UNFINISHED_RESTORE = ".restoring";
    public static final String LOCK = ".lock";
    /** The database's file. */
    public static final String DATABASE = "geofix.db";

    private final FolderLock lock;

    private DataFolder(FolderLock lock) {
        this.lock = lock;
    }

    /**
     * Makes the folder where it is absent and locks it.
     *
     * @throws SetupException when it cannot be written, another instance holds it, or it is half restored
     */
    public static DataFolder open(Path folder) {
        requireWritable(folder);
        DataFolder held = lock(folder);
        if (Files.exists(folder.resolve(UNFINISHED_RESTORE))) {
            held.close();
            throw new SetupException("A restore into the data folder " + folder + " was not finished.",
                    "Run it again: restore --from BACKUP --data " + folder, null);
        }
        return held;
    }

    /** A command that was run as another user, root for instance, leaves such files behind. */
    private static void requireWritable(Path folder) {
        for (String name : List.of(DATABASE, DATABASE + "-wal", DATABASE + "-shm")) {
            Path file = folder.resolve(name);
            if (Files.exists(file) && !(Files.isReadable(file) && Files.isWritable(file))) {
                String user = System.getProperty("user.name");
                throw new SetupException("The user " + user + " may not write " + file + ".",
                        "Give it to that user: chown -R " + user + " " + folder
                                + ". Run commands such as keys as the service's own user: sudo -u " + user + " …",
                        null);
            }
        }
    }

    /**
     * The same for a command that finishes what is half restored.
     *
     * @throws SetupException when it cannot be written or another instance holds it
     */
    public static DataFolder lock(Path folder) {
        try {
            return new DataFolder(FolderLock.take(folder, LOCK).orElseThrow(() -> new SetupException(
                    "Another running Geofix holds the data folder " + folder + ".",
                    "Stop the other instance, or give this one a folder of its own with --geofix.data=FOLDER.",
                    null)));
        } catch (IOException e) {
            throw new SetupException("The data folder " + folder + " cannot be made or written (" + e + ").",
                    "Give a folder that this user may write, with --geofix.data=FOLDER.", e);
        }
    }

    /** Whether a running instance holds the folder; leaves nothing there. */
    public static boolean isHeld(Path folder) throws IOException {
        return FolderLock.isHeld(folder, LOCK);
    }

    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
