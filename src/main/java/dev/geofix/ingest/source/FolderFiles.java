package dev.geofix.ingest.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files of a folder, by names that somebody wrote down. */
public final class FolderFiles {
    private FolderFiles() {}

    /**
     * The regular file of that relative path, which must not leave the folder, not by a link either.
     *
     * @param folder a real path
     */
    public static Path inside(Path folder, Path name) throws RefusedItemException {
        try {
            Path file = folder.resolve(name).normalize();
            if (!file.startsWith(folder)) {
                throw new RefusedItemException("the path leaves the folder");
            }
            if (!Files.isRegularFile(file)) {
                throw new RefusedItemException("there is no such file in the folder");
            }
            if (!file.toRealPath().startsWith(folder)) {
                throw new RefusedItemException("the path leaves the folder by a link");
            }
            return file;
        } catch (IOException e) {
            throw new RefusedItemException("the file cannot be read");
        }
    }

    /** All of a file, unless it is longer than an image may be. */
    public static byte[] read(Path file, long maxBytes) throws RefusedItemException {
        try {
            long size = Files.size(file);
            if (size > maxBytes) {
                throw new RefusedItemException("the file has " + size + " bytes, and at most " + maxBytes
                        + " are taken");
            }
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new RefusedItemException("the file cannot be read (" + e + ")");
        }
    }
}
