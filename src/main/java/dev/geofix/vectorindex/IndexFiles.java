package dev.geofix.vectorindex;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Saves an index to its folder and finds it there again, or not: what is doubtful is thrown away, never repaired. */
final class IndexFiles {
    private static final Logger log = LoggerFactory.getLogger(IndexFiles.class);

    private final IndexFolder folder;
    private final IndexStamp stamp;
    private final VectorSource source;
    /** The file of codes that the snapshot on the disk names; 0 when there is none. */
    private volatile long saved;

    IndexFiles(IndexFolder folder, IndexStamp stamp, VectorSource source) {
        this.folder = folder;
        this.stamp = stamp;
        this.source = source;
    }

    IndexStamp stamp() {
        return stamp;
    }

    /** Room for the codes of a new table, in a file of its own. */
    QuantisedVectors newCodes() {
        long mark = ThreadLocalRandom.current().nextLong(1, Long.MAX_VALUE);
        return new QuantisedVectors(folder, source, mark, stamp.dimension());
    }

    /** An index without vectors. */
    VectorTable newTable() {
        return new VectorTable(new SignBits(new float[stamp.dimension()]), 0, newCodes());
    }

    /** The saved index, if it can be trusted; the folder holds nothing else afterwards. */
    @Nullable
    LiveIndex restore() {
        Path path = folder.snapshot();
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            Snapshot snapshot = Snapshot.read(stamp, new CheckedInput(channel));
            QuantisedVectors codes = QuantisedVectors.open(folder, source, snapshot.mark(), stamp.dimension(),
                    snapshot.columns().slots());
            saved = snapshot.mark();
            folder.clean(folder.codes(saved));
            return new LiveIndex(new VectorTable(snapshot.columns(), codes), snapshot.graph());
        } catch (NoSuchFileException e) {
            folder.delete();
        } catch (IOException | RuntimeException e) {
            log.warn("The index of {} is built anew from the database. Its snapshot {} is left aside: {}",
                    stamp.owner(),
                    path, e instanceof SnapshotException ? e.getMessage() : e.toString());
            folder.delete();
        }
        return null;
    }

    /**
     * Saves the index as it stands. Called by the thread that adds to the graph.
     *
     * @param abandoned ends the writing; the snapshot from before stays then
     * @param building codes of a table in the making, which are kept too
     */
    void save(LiveIndex live, @Nullable QuantisedVectors building, BooleanSupplier abandoned) throws IOException {
        VectorTable table = live.table();
        long changes = live.changes().get();
        Snapshot snapshot = new Snapshot(table.codes().mark(), live.read(table::columns), live.graph());
        table.codes().force();
        folder.replaceSnapshot(channel -> snapshot.write(stamp, new CheckedOutput(channel, abandoned)));
        live.changes().addAndGet(-changes);
        saved = snapshot.mark();
        Path now = folder.codes(saved);
        folder.clean(now, building == null ? now : folder.codes(building.mark()));
    }

    /** Whether the snapshot on the disk still names a file of codes that the index has left. */
    boolean isBehind(LiveIndex live) {
        return saved != 0 && saved != live.table().codes().mark();
    }

    /** Closes codes that nobody reads any more; their file goes as soon as no snapshot names it. */
    void retire(QuantisedVectors codes) {
        codes.close();
        if (codes.mark() != saved) {
            try {
                Files.deleteIfExists(folder.codes(codes.mark()));
            } catch (IOException e) {
                log.warn("{} is no longer needed, but cannot be deleted: {}", folder.codes(codes.mark()), e.toString());
            }
        }
    }

    void delete() {
        folder.delete();
    }
}
