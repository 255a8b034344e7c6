package dev.geofix.vectorindex;

import dev.geofix.platform.storage.DurableFiles;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder of one index: a snapshot, and the file of records that it names. All of it can be made again from the store, so what is doubtful
 * is thrown away, never repaired.
 */
final class IndexFiles {
    private static final Logger log = LoggerFactory.getLogger(IndexFiles.class);

    private final Path folder;
    private final Path snapshotFile;
    private final IndexStamp stamp;
    private final VectorSource source;
    /** The mark of the records that the snapshot on the disk names; 0 when there is none. */
    private volatile long saved;

    IndexFiles(Path folder, IndexStamp stamp, VectorSource source) {
        this.folder = folder;
        snapshotFile = folder.resolve("snapshot");
        this.stamp = stamp;
        this.source = source;
    }

    IndexStamp stamp() {
        return stamp;
    }

    /**
     * An empty table with a file of records of its own.
     *
     * @param centredOn vectors over which the mean of the signs was taken
     */
    VectorTable newTable(SignBits signs, int centredOn) {
        long mark = ThreadLocalRandom.current().nextLong(1, Long.MAX_VALUE);
        return new VectorTable(signs, centredOn, new RecordFile(records(mark), mark, stamp.dimension()), source);
    }

    /** The saved index, if it can be trusted, else an empty one; the folder holds nothing else afterwards. */
    VectorIndex.Generation restore() {
        try (FileChannel channel = FileChannel.open(snapshotFile, StandardOpenOption.READ)) {
            Snapshot snapshot = Snapshot.read(stamp, new CheckedBlocks.Input(channel));
            RecordFile records = RecordFile.open(records(snapshot.mark()), snapshot.mark(), stamp.dimension(),
                    snapshot.columns().slots());
            saved = snapshot.mark();
            clean(records.path());
            return new VectorIndex.Generation(new VectorTable(snapshot.columns(), records, source), snapshot.graph());
        } catch (NoSuchFileException e) {
            delete();
        } catch (IOException | RuntimeException e) {
            log.warn("The index of {} is built anew from the database. Its snapshot {} is left aside: {}",
                    stamp.owner(), snapshotFile,
                    e instanceof Snapshot.RefusedException ? e.getMessage() : e.toString());
            delete();
        }
        return new VectorIndex.Generation(newTable(new SignBits(new float[stamp.dimension()]), 0), null);
    }

    /**
     * Saves the index as it stands: written aside, then moved into place, so that whatever happens in between the old snapshot or the new one
     * is there. Called by the thread that adds to the graph.
     *
     * @param building a table in the making, whose records are kept too
     * @param abandoned ends the writing; the snapshot from before stays then
     */
    void save(VectorIndex index, @Nullable VectorTable building, BooleanSupplier abandoned) throws IOException {
        VectorTable table = index.table();
        RecordFile records = table.records();
        long changes = index.changes().get();
        Snapshot snapshot = new Snapshot(records.mark(), index.read(table::columns), index.graph());
        records.force();
        Files.createDirectories(folder);
        DurableFiles.write(snapshotFile,
                channel -> snapshot.write(stamp, new CheckedBlocks.Output(channel, abandoned)));
        index.changes().addAndGet(-changes);
        saved = snapshot.mark();
        clean(records.path(), building == null ? records.path() : building.records().path());
    }

    /** Whether the snapshot on the disk still names a file of records that the index has left. */
    boolean isBehind(VectorIndex index) {
        return saved != 0 && saved != index.table().records().mark();
    }

    /** Closes records that nobody reads any more; their file goes as soon as no snapshot names it. */
    void retire(RecordFile records) {
        records.close();
        if (records.mark() != saved) {
            deleteQuietly(records.path());
        }
    }

    void delete() {
        files().forEach(IndexFiles::deleteQuietly);
        deleteQuietly(folder);
    }

    /** Deletes every file but the snapshot and these: what a crash or an older generation has left. */
    private void clean(Path... keep) {
        for (Path file : files()) {
            if (!file.equals(snapshotFile) && !List.of(keep).contains(file)) {
                deleteQuietly(file);
            }
        }
    }

    private Path records(long mark) {
        return folder.resolve(String.format(Locale.ROOT, "codes-%016x", mark));
    }

    private List<Path> files() {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            log.warn("The folder {} cannot be listed: {}", folder, e.toString());
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
