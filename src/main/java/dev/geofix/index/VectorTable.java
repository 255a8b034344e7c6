package dev.geofix.index;

import dev.geofix.index.SignBits.Signature;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/**
 * Vectors in slots, numbered in the order of arrival. A slot is never used again: a removed or replaced vector leaves a dead one
 * behind until the table is copied. Not safe for concurrent use; {@link LocalIndex} guards it.
 */
final class VectorTable {
    private final SignBits signs;
    private final Int8Codes codes;
    private final Map<Long, Integer> slotOf = new HashMap<>();
    private final BitSet dead = new BitSet();
    private long[] ids = new long[64];
    private Signature[] signatures = new Signature[64];
    private final int centredOn;
    private int slots;

    VectorTable(int dimension) {
        this(new SignBits(new float[dimension]), 0);
    }

    VectorTable(SignBits signs, int centredOn) {
        this.signs = signs;
        this.centredOn = centredOn;
        codes = new Int8Codes(signs.dimension());
    }

    int dimension() {
        return signs.dimension();
    }

    /** Vectors over which the mean of the signs was taken; 0 when the signs are those of the raw values. */
    int centredOn() {
        return centredOn;
    }

    void put(long id, float[] vector) {
        if (slots == ids.length) {
            ids = Arrays.copyOf(ids, 2 * slots);
            signatures = Arrays.copyOf(signatures, 2 * slots);
        }
        ids[slots] = id;
        signatures[slots] = signs.of(vector);
        codes.set(slots, vector);
        Integer replaced = slotOf.put(id, slots++);
        if (replaced != null) {
            dead.set(replaced);
        }
    }

    boolean remove(long id) {
        Integer slot = slotOf.remove(id);
        if (slot != null) {
            dead.set(slot);
        }
        return slot != null;
    }

    boolean contains(long id) {
        return slotOf.containsKey(id);
    }

    /** Slots in use, dead ones included. */
    int slots() {
        return slots;
    }

    int live() {
        return slotOf.size();
    }

    /** Codes, scales and sign bits; the bookkeeping beside them is small. */
    long bytes() {
        return codes.bytes() + (long) slots * dimension() / Byte.SIZE;
    }

    boolean isLive(int slot) {
        return !dead.get(slot);
    }

    long id(int slot) {
        return ids[slot];
    }

    SignBits signs() {
        return signs;
    }

    Signature signature(int slot) {
        return signatures[slot];
    }

    void vector(int slot, float[] target) {
        codes.get(slot, target);
    }

    double dot(int slot, float[] query) {
        return codes.dot(slot, query);
    }

    /** The mean of the live vectors; zeros when there are none. */
    float[] mean() {
        double[] sum = new double[dimension()];
        float[] vector = new float[dimension()];
        for (int slot = dead.nextClearBit(0); slot < slots; slot = dead.nextClearBit(slot + 1)) {
            codes.get(slot, vector);
            for (int i = 0; i < sum.length; i++) {
                sum[i] += vector[i];
            }
        }
        for (int i = 0; i < sum.length; i++) {
            vector[i] = (float) (sum[i] / Math.max(1, live()));
        }
        return vector;
    }
}
