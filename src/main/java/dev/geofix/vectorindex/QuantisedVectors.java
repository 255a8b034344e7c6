package dev.geofix.vectorindex;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The encoded vectors of a table, from which exact scores are made. The file is a cache: what it lacks, because the disk was full, because
 * it was damaged or lost, is read from the store of record and written again where that goes.
 */
final class QuantisedVectors implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(QuantisedVectors.class);

    private final IndexFolder folder;
    private final VectorSource source;
    private final long mark;
    private final int dimension;
    private volatile @Nullable RecordFile file;
    private volatile boolean complained;

    /** The file is made with the first record. */
    QuantisedVectors(IndexFolder folder, VectorSource source, long mark, int dimension) {
        this.folder = folder;
        this.source = source;
        this.mark = mark;
        this.dimension = dimension;
    }

    /** Over a file that is there already. */
    static QuantisedVectors open(IndexFolder folder, VectorSource source, long mark, int dimension, int slots)
            throws IOException {
        QuantisedVectors codes = new QuantisedVectors(folder, source, mark, dimension);
        codes.file = new RecordFile(folder.codes(mark), mark, dimension, slots);
        return codes;
    }

    long mark() {
        return mark;
    }

    int dimension() {
        return dimension;
    }

    /** Room for a record: {@link RecordFile#HEADER} bytes, then the codes. */
    byte[] buffer() {
        return new byte[RecordFile.HEADER + Int8Vector.length(dimension)];
    }

    /** A record that cannot be written is left out; it is fetched from the store whenever it is asked for. */
    void write(int slot, long id, long content, byte[] encoded) {
        try {
            file().write(slot, id, content, encoded);
            complained = false;
        } catch (IOException e) {
            complain(e);
        }
    }

    /**
     * Copies a record into the buffer.
     *
     * @return false when neither the file nor the store has it any more
     */
    boolean read(int slot, long id, long content, byte[] record) {
        RecordFile now = file;
        return now != null && now.read(slot, id, content, record) || fetch(slot, id, content, record);
    }

    void force() throws IOException {
        RecordFile now = file;
        if (now != null) {
            now.force();
        }
    }

    /** No thread may be reading. */
    @Override
    public void close() {
        RecordFile now = file;
        file = null;
        if (now != null) {
            now.close();
        }
    }

    private boolean fetch(int slot, long id, long content, byte[] record) {
        boolean[] found = {false};
        source.read(new long[]{id}, (foundId, foundContent, encoded) -> {
            if (foundId == id && foundContent == content && encoded.length == Int8Vector.length(dimension)) {
                System.arraycopy(encoded, 0, record, RecordFile.HEADER, encoded.length);
                found[0] = true;
                write(slot, id, content, encoded);
            }
        });
        return found[0];
    }

    private synchronized RecordFile file() throws IOException {
        RecordFile now = file;
        if (now == null) {
            now = new RecordFile(folder.codes(mark), mark, dimension, 0);
            file = now;
        }
        return now;
    }

    private void complain(IOException e) {
        if (!complained) {
            complained = true;
            log.warn(
                    "{} cannot be written ({}). Searches stay right, but read from the database and are slower until it can.",
                    folder.codes(mark), e.toString());
        }
    }
}
