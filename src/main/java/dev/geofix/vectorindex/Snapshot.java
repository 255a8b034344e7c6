package dev.geofix.vectorindex;

import dev.geofix.vectorindex.SignBits.Signature;
import dev.geofix.vectorindex.VectorTable.Columns;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * Everything of an index but the encoded vectors, which stand in the file that it names: whose it is, mean, ids, contents, dead slots, sign bits, graph.
 *
 * @param mark of the file of records
 */
record Snapshot(long mark, Columns columns, @Nullable BitGraph graph) {
    private static final long MAGIC = 0x4765_6f66_6978_4931L;
    /** Another number whenever anything changes that is written here or from which it was computed, the rotation among it. */
    private static final int FORMAT = 1;

    /** Called by the thread that adds to the graph. */
    void write(IndexStamp stamp, CheckedBlocks.Output out) throws IOException {
        DataOutputStream data = new DataOutputStream(out);
        data.writeLong(MAGIC);
        data.writeInt(FORMAT);
        data.writeUTF(stamp.owner());
        data.writeUTF(stamp.model());
        data.writeInt(stamp.dimension());
        data.writeLong(mark);
        writeColumns(data);
        data.writeInt(graph == null ? 0 : graph.covered());
        if (graph != null) {
            graph.save(data);
        }
        out.end();
    }

    /**
     * @param stamp that it must bear
     * @throws RefusedException when it is damaged, of another format or another index's
     */
    static Snapshot read(IndexStamp stamp, CheckedBlocks.Input in) throws IOException {
        DataInputStream data = new DataInputStream(in);
        if (data.readLong() != MAGIC || data.readInt() != FORMAT) {
            throw new RefusedException("it is of another format");
        }
        IndexStamp found = new IndexStamp(data.readUTF(), data.readUTF(), data.readInt());
        if (!found.equals(stamp)) {
            throw new RefusedException("it belongs to " + found + ", not to " + stamp);
        }
        long mark = data.readLong();
        Columns columns = readColumns(data, stamp.dimension());
        int covered = data.readInt();
        BitGraph graph = covered == 0
                ? null
                : BitGraph.load(in, columns.signs().words(), covered, slot -> columns.signatures()[slot].bits());
        if (in.read() >= 0) {
            throw new RefusedException("something follows its end");
        }
        return new Snapshot(mark, columns, graph);
    }

    private void writeColumns(DataOutputStream data) throws IOException {
        for (float value : columns.signs().mean()) {
            data.writeFloat(value);
        }
        data.writeInt(columns.centredOn());
        data.writeInt(columns.slots());
        long[] dead = columns.dead().toLongArray();
        data.writeInt(dead.length);
        for (long word : dead) {
            data.writeLong(word);
        }
        for (int slot = 0; slot < columns.slots(); slot++) {
            Signature signature = columns.signatures()[slot];
            data.writeLong(columns.ids()[slot]);
            data.writeLong(columns.contents()[slot]);
            data.writeFloat(signature.length());
            data.writeFloat(signature.meanProduct());
            for (long word : signature.bits()) {
                data.writeLong(word);
            }
        }
    }

    private static Columns readColumns(DataInputStream data, int dimension) throws IOException {
        float[] mean = new float[dimension];
        for (int i = 0; i < dimension; i++) {
            mean[i] = data.readFloat();
        }
        SignBits signs = new SignBits(mean);
        int centredOn = data.readInt();
        int slots = data.readInt();
        BitSet dead = BitSet.valueOf(longs(data, data.readInt()));
        long[] ids = new long[slots];
        long[] contents = new long[slots];
        Signature[] signatures = new Signature[slots];
        for (int slot = 0; slot < slots; slot++) {
            ids[slot] = data.readLong();
            contents[slot] = data.readLong();
            float length = data.readFloat();
            float meanProduct = data.readFloat();
            signatures[slot] = new Signature(longs(data, signs.words()), length, meanProduct);
        }
        return new Columns(signs, centredOn, slots, ids, contents, signatures, dead);
    }

    private static long[] longs(DataInputStream data, int count) throws IOException {
        long[] longs = new long[count];
        for (int i = 0; i < count; i++) {
            longs[i] = data.readLong();
        }
        return longs;
    }

    /** Why a snapshot cannot be used; the message continues "the snapshot is left aside because". */
    static final class RefusedException extends IOException {
        private static final long serialVersionUID = 1L;

        RefusedException(String message) {
            super(message);
        }
    }
}
