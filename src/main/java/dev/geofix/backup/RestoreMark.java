package dev.geofix.backup;

import dev.geofix.platform.storage.DataFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far a restore has come, in a file of the data folder. As long as it is there no service starts, and the next restore goes on.
 *
 * @param aside name of the folder within the data folder that takes what was there before; empty where there was nothing
 */
record RestoreMark(Phase phase, String aside) {
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
            throw new IllegalArgumentException(file(data) + " cannot be read; restore into another folder", e);
        }
    }

    void write(Path data) throws IOException {
        Path part = data.resolve(Restore.STAGED + ".mark");
        Files.writeString(part, phase + "\n" + aside + "\n.\n");
        FolderCopy.force(part);
        Files.move(part, file(data), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        FolderCopy.force(data);
    }

    static void remove(Path data) throws IOException {
        Files.deleteIfExists(file(data));
        FolderCopy.force(data);
    }

    private static Path file(Path data) {
        return data.resolve(DataFolder.UNFINISHED_RESTORE);
    }
}
