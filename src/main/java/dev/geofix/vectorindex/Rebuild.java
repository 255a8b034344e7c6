package dev.geofix.vectorindex;

import dev.geofix.vectorindex.SignBits.Signature;
import java.util.Arrays;
import java.util.function.BooleanSupplier;
import org.eclipse.collections.impl.set.mutable.primitive.LongHashSet;
import org.jspecify.annotations.Nullable;

/**
 * Copies the live vectors to a new table with a file of its own, and builds its graph, step by step beside the old pair, which answers
 * until {@link #step} lets the new one take over at once. Where the mean has hardly moved, both tables share their sign bits.
 */
final class Rebuild {
    /** Slots handled under one read lock, so that a writer waits for milliseconds at most. */
    private static final int STRIDE = 64;
    private static final int LEAST_CAPACITY = 1024;
    /** A graph is built for so many times the vectors there are: each slot of room takes a few bytes, each rebuild hours at a million. */
    private static final int ROOM = 4;

    private final VectorIndex index;
    private final VectorTable old;
    private final VectorTable fresh;
    private final boolean sameSigns;
    private final @Nullable BitGraph graph;
    /** Ids removed meanwhile. Guarded by the write lock. */
    private final LongHashSet removed = new LongHashSet();
    private final float[] vector;
    private final byte[] record;
    private int copied;
    private boolean covered;

    Rebuild(VectorIndex index, IndexFiles files, int graphFrom) {
        this.index = index;
        old = index.table();
        MeanVector mean = index.read(() -> MeanVector.of(old));
        sameSigns = old.centredOn() > 0 && mean.isNear(old.signs().mean());
        int vectors = index.read(old::live);
        fresh = files.newTable(sameSigns ? old.signs() : new SignBits(mean.mean()), vectors);
        graph = vectors >= graphFrom ? emptyGraph(fresh.signs().words(), vectors) : null;
        vector = new float[old.dimension()];
        record = fresh.records().buffer();
    }

    static BitGraph emptyGraph(int words, int vectors) {
        return new BitGraph(words, (int) Math.clamp((long) ROOM * vectors, LEAST_CAPACITY, Integer.MAX_VALUE - 64));
    }

    VectorTable fresh() {
        return fresh;
    }

    /** Called under the write lock. */
    void noteRemoval(long id) {
        removed.add(id);
    }

    /**
     * Goes on until all is done or the time is up.
     *
     * @return whether the new table and graph have taken over; the old table's records are the caller's to close
     */
    boolean step(BooleanSupplier timeIsUp) {
        if (!copy(timeIsUp) || !covered && !cover(timeIsUp)) {
            return false;
        }
        covered = true;
        if (!copy(timeIsUp)) {
            return false;
        }
        index.write(this::takeOver);
        return true;
    }

    private boolean copy(BooleanSupplier timeIsUp) {
        while (copied < index.read(old::slots)) {
            if (timeIsUp.getAsBoolean()) {
                return false;
            }
            index.read(() -> copyTo(Math.min(copied + STRIDE, old.slots())));
        }
        return true;
    }

    private boolean cover(BooleanSupplier timeIsUp) {
        while (graph != null && graph.covered() < fresh.slots() && !graph.isFull()) {
            if (timeIsUp.getAsBoolean()) {
                return false;
            }
            graph.add(fresh.signature(graph.covered()).bits());
        }
        return true;
    }

    private void takeOver() {
        copyTo(old.slots());
        removed.forEach(id -> {
            if (!old.contains(id)) {
                fresh.remove(id);
            }
        });
        index.replace(fresh, graph);
    }

    private int copyTo(int end) {
        for (; copied < end; copied++) {
            if (old.isLive(copied) && old.read(copied, record)) {
                fresh.put(old.id(copied), old.content(copied), encoded(record), signature());
            }
        }
        return copied;
    }

    private Signature signature() {
        if (sameSigns) {
            return old.signature(copied);
        }
        Int8Vector.decode(record, RecordFile.HEADER, vector);
        return fresh.signs().of(vector);
    }

    private static byte[] encoded(byte[] record) {
        return Arrays.copyOfRange(record, RecordFile.HEADER, record.length);
    }
}
