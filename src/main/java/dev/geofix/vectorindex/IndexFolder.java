package dev.geofix.vectorindex;

import dev.geofix.platform.storage.DurableFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The files of one index: a snapshot, and the codes that it names. All of them can be made again from the store. */
record IndexFolder(Path path) {
    private static final Logger log = LoggerFactory.getLogger(IndexFolder.class);

    /** @param mark the number that a file of codes bears in its name and in every record */
    Path codes(long mark) {
        return path.resolve(String.format(Locale.ROOT, "codes-%016x", mark));
    }

    Path snapshot() {
        return path.resolve("snapshot");
    }

    /** Writes aside, then moves into place: whatever happens in between, the old snapshot or the new one is there. */
    void replaceSnapshot(DurableFiles.Content content) throws IOException {
        Files.createDirectories(path);
        DurableFiles.write(snapshot(), content);
    }

    /** Deletes every file but the snapshot and these: what a crash or an older generation has left. */
    void clean(Path... keep) {
        for (Path file : files()) {
            if (!file.equals(snapshot()) && !List.of(keep).contains(file)) {
                deleteQuietly(file);
            }
        }
    }

    void delete() {
        files().forEach(IndexFolder::deleteQuietly);
        deleteQuietly(path);
    }

    private List<Path> files() {
        try (Stream<Path> files = Files.list(path)) {
            return files.toList();
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            log.warn("The folder {} cannot be listed: {}", path, e.toString());
            return List.of();
        }
    }

    private static void deleteQuietly(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            log.warn("{} is no longer needed, but cannot be deleted: {}", file, e.toString());
        }
    }
}
