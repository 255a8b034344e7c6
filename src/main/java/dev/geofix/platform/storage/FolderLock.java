package dev.geofix.platform.storage;

import dev.geofix.platform.UserException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** A folder held by this process alone, until it is closed. The lock is the operating system's, so a killed process leaves none behind. */
public record FolderLock(FileChannel channel) implements AutoCloseable {
    /**
     * Holds a folder of results; makes it where it is absent.
     *
     * @param otherwise what the message says when another process holds it, such as {@code another training runs}
     * @throws UserException when another process holds it
     */
    public static FolderLock of(Path folder, String otherwise) throws IOException {
        return take(folder, "lock").orElseThrow(() -> new UserException(
                otherwise + " in " + folder + "; wait for it, stop it, or give another folder"));
    }

    /**
     * Makes the folder where it is absent. Empty when another holds it.
     *
     * @param name of the file that is locked
     */
    static Optional<FolderLock> take(Path folder, String name) throws IOException {
        Files.createDirectories(folder);
        FileChannel channel = FileChannel.open(folder.resolve(name), StandardOpenOption.CREATE,
                StandardOpenOption.WRITE);
        boolean isTaken = false;
        try {
            isTaken = channel.tryLock() != null;
            return isTaken ? Optional.of(new FolderLock(channel)) : Optional.empty();
        } catch (OverlappingFileLockException e) {
            return Optional.empty();
        } finally {
            if (!isTaken) {
                channel.close();
            }
        }
    }

    /** Whether anybody holds the folder; leaves nothing there. */
    static boolean isHeld(Path folder, String name) throws IOException {
        if (!Files.exists(folder.resolve(name))) {
            return false;
        }
        try (FileChannel channel = FileChannel.open(folder.resolve(name), StandardOpenOption.READ);
                FileLock free = channel.tryLock(0, Long.MAX_VALUE, true)) {
            return free == null;
        } catch (OverlappingFileLockException e) {
            return true;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
