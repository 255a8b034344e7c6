package dev.geofix.platform.storage;

import dev.geofix.platform.SetupException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The data folder, held by this process alone from {@link #open} to {@link #close}. The lock is the operating system's, so a killed
 * process leaves none behind.
 */
public final class DataFolder implements AutoCloseable {
    /** A file that stands in the folder while a restore into it is not finished. */
    public static final String UNFINISHED_RESTORE = ".restoring";
    private static final String LOCK = ".lock";
    private static final List<String> DATABASE = List.of("geofix.db", "geofix.db-wal", "geofix.db-shm");

    private final FileChannel channel;

    private DataFolder(FileChannel channel) {
        this.channel = channel;
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
        for (String name : DATABASE) {
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
        FileChannel channel;
        try {
            Files.createDirectories(folder);
            channel = FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw new SetupException("The data folder " + folder + " cannot be made or written (" + e + ").",
                    "Give a folder that this user may write, with --geofix.data=FOLDER.", e);
        }
        if (lock(channel) == null) {
            close(channel);
            throw new SetupException("Another running Geofix holds the data folder " + folder + ".",
                    "Stop the other instance, or give this one a folder of its own with --geofix.data=FOLDER.", null);
        }
        return new DataFolder(channel);
    }

    /** Whether a running instance holds the folder; leaves nothing there. */
    public static boolean isHeld(Path folder) throws IOException {
        if (!Files.exists(folder.resolve(LOCK))) {
            return false;
        }
        try (FileChannel channel = FileChannel.open(folder.resolve(LOCK), StandardOpenOption.READ);
                FileLock free = channel.tryLock(0, Long.MAX_VALUE, true)) {
            return free == null;
        } catch (OverlappingFileLockException e) {
            return true;
        }
    }

    private static @Nullable FileLock lock(FileChannel channel) {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        } catch (IOException e) {
            close(channel);
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        close(channel);
    }

    private static void close(FileChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
