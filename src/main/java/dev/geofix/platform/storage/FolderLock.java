package dev.geofix.platform.storage;

import dev.geofix.platform.UserException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** A folder of results held by this process alone. The lock is the operating system's, so a killed process leaves none behind. */
public record FolderLock(FileChannel channel) implements AutoCloseable {
    /**
     * Makes the folder where it is absent.
     *
     * @param otherwise what the message says when another process holds it, such as {@code another training runs}
     * @throws UserException when another process holds it
     */
    public static FolderLock of(Path folder, String otherwise) throws IOException {
        Files.createDirectories(folder);
        FileChannel channel = FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE,
                StandardOpenOption.WRITE);
        try {
            if (lock(channel) == null) {
                throw new UserException(
                        otherwise + " in " + folder + "; wait for it, stop it, or give another folder");
            }
            return new FolderLock(channel);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static @Nullable FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
