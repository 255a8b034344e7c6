package dev.geofix.vectorindex;

import dev.geofix.vectorindex.SignBits.Signature;
import java.util.Arrays;
import java.util.BitSet;
import org.eclipse.collections.impl.map.mutable.primitive.LongIntHashMap;

/**
 * Vectors in slots, numbered in the order of arrival. A slot is never used again: a removed or replaced vector leaves a dead one
 * behind until the table is copied. Any number may read it at once, nobody while it changes; {@link VectorIndex} sees to that.
 *
 * <p>Exact scores are made from the encoded vectors in its {@link RecordFile}. That is a cache: what it lacks, because the disk was full, because
 * it was damaged or lost, is read from the store of record and written again where that goes.
 */
final class VectorTable {
    private static final int NONE = -1;
    private static final int FIRST_SLOTS = 64;

    private final SignBits signs;
    private final int centredOn;
    private final RecordFile records;
    private final VectorSource source;
    private final LongIntHashMap slotOf;
    private final BitSet dead;
    private long[] ids;
    private long[] contents;
    private Signature[] signatures;
    private int slots;

    /** @param centredOn vectors over which the mean of the signs was taken; 0 when they are those of the raw values */
    VectorTable(SignBits signs, int centredOn, RecordFile records, VectorSource source) {
        this.signs = signs;
        this.centredOn = centredOn;
        this.records = records;
        this.source = source;
        slotOf = new LongIntHashMap();
        dead = new BitSet();
        ids = new long[FIRST_SLOTS];
        contents = new long[FIRST_SLOTS];
        signatures = new Signature[FIRST_SLOTS];
    }

    /** As it was when {@link Columns} were taken of it. */
    VectorTable(Columns columns, RecordFile records, VectorSource source) {
        signs = columns.signs();
        centredOn = columns.centredOn();
        this.records = records;
        this.source = source;
        slots = columns.slots();
        ids = Arrays.copyOf(columns.ids(), Math.max(FIRST_SLOTS, slots));
        contents = Arrays.copyOf(columns.contents(), ids.length);
        signatures = Arrays.copyOf(columns.signatures(), ids.length);
        dead = columns.dead();
        slotOf = new LongIntHashMap(slots);
        for (int slot = dead.nextClearBit(0); slot < slots; slot = dead.nextClearBit(slot + 1)) {
            slotOf.put(ids[slot], slot);
        }
    }

    int dimension() {
        return signs.dimension();
    }

    int centredOn() {
        return centredOn;
    }

    RecordFile records() {
        return records;
    }

    SignBits signs() {
        return signs;
    }

    void put(long id, long content, byte[] encoded, Signature signature) {
        if (slots == ids.length) {
            int more = slots + slots / 2;
            ids = Arrays.copyOf(ids, more);
            contents = Arrays.copyOf(contents, more);
            signatures = Arrays.copyOf(signatures, more);
        }
        ids[slots] = id;
        contents[slots] = content;
        signatures[slots] = signature;
        records.write(slots, id, content, encoded);
        int replaced = slotOf.getIfAbsent(id, NONE);
        if (replaced != NONE) {
            dead.set(replaced);
        }
        slotOf.put(id, slots++);
    }

    boolean remove(long id) {
        int slot = slotOf.removeKeyIfAbsent(id, NONE);
        if (slot != NONE) {
            dead.set(slot);
        }
        return slot != NONE;
    }

    boolean contains(long id) {
        return slotOf.containsKey(id);
    }

    /** The slot of this id with this content, or −1. */
    int slot(long id, long content) {
        int slot = slotOf.getIfAbsent(id, NONE);
        return slot != NONE && contents[slot] == content ? slot : NONE;
    }

    /** Slots in use, dead ones included. */
    int slots() {
        return slots;
    }

    int live() {
        return slotOf.size();
    }

    /** Heap that it takes, about: signatures with their headers, ids, contents, the map. */
    long bytes() {
        return (long) slots * (signs.bytes() + 2 * Long.BYTES) + 36L * live();
    }

    boolean isLive(int slot) {
        return !dead.get(slot);
    }

    long id(int slot) {
        return ids[slot];
    }

    long content(int slot) {
        return contents[slot];
    }

    Signature signature(int slot) {
        return signatures[slot];
    }

    /**
     * Copies the slot's record into a buffer of {@link RecordFile#buffer}; of one that comes from the store, the encoded vector alone.
     *
     * @return false when neither the file nor the store has it any more
     */
    boolean read(int slot, byte[] record) {
        return records.read(slot, ids[slot], contents[slot], record) || fetch(slot, ids[slot], contents[slot], record);
    }

    private boolean fetch(int slot, long id, long content, byte[] record) {
        boolean[] found = {false};
        source.read(new long[]{id}, (foundId, foundContent, encoded) -> {
            if (foundId == id && foundContent == content && encoded.length == Int8Vector.length(dimension())) {
                System.arraycopy(encoded, 0, record, RecordFile.HEADER, encoded.length);
                found[0] = true;
                records.write(slot, id, content, encoded);
            }
        });
        return found[0];
    }

    /** What a snapshot holds. The arrays are this table's own, but nobody changes what lies below {@link Columns#slots}. */
    Columns columns() {
        return new Columns(signs, centredOn, slots, ids, contents, signatures,
                // clone() would trim the original first, under the eyes of searches that read it meanwhile
                BitSet.valueOf(dead.toLongArray()));
    }

    record Columns(SignBits signs, int centredOn, int slots, long[] ids, long[] contents, Signature[] signatures,
            BitSet dead) {}
}
