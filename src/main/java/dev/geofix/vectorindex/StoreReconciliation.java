package dev.geofix.vectorindex;

import java.util.Arrays;
import java.util.BitSet;
import org.eclipse.collections.impl.list.mutable.primitive.LongArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings an index that nobody uses yet in line with the store. */
final class StoreReconciliation {
    private static final Logger log = LoggerFactory.getLogger(StoreReconciliation.class);
    private static final int BATCH = 256;
    private static final int SAMPLE = 4096;
    private static final long LINE_NANOS = 10_000_000_000L;

    private final VectorIndex index;
    private final IndexFiles files;
    private final VectorSource source;
    private final SearchPlanner planner;
    private long refused;

    StoreReconciliation(VectorIndex index, IndexFiles files, VectorSource source, SearchPlanner planner) {
        this.index = index;
        this.files = files;
        this.source = source;
        this.planner = planner;
    }

    void run() {
        VectorSource.Keys keys = source.keys();
        long[] missing = dropGone(keys);
        if (missing.length > index.table().live() && keys.ids().length > planner.exactBelow()) {
            missing = keys.ids();
            startAnew(missing);
        }
        long start = System.nanoTime();
        long next = start + LINE_NANOS;
        for (int from = 0; from < missing.length; from += BATCH) {
            if (System.nanoTime() - next > 0) {
                next = System.nanoTime() + LINE_NANOS;
                log.info("Index of {}: {} of {} vectors read, {} s left", files.stamp().owner(), from, missing.length,
                        (System.nanoTime() - start) / 1_000_000_000 * (missing.length - from) / from);
            }
            add(Arrays.copyOfRange(missing, from, Math.min(from + BATCH, missing.length)));
        }
        if (refused > 0) {
            log.error("{} vectors of {} are damaged in the database and cannot be found", refused,
                    files.stamp().owner());
        }
    }

    /** @return the ids of what the store has and the index has not */
    private long[] dropGone(VectorSource.Keys keys) {
        VectorTable table = index.table();
        LongArrayList missing = new LongArrayList();
        BitSet known = new BitSet();
        for (int i = 0; i < keys.ids().length; i++) {
            int slot = table.slot(keys.ids()[i], keys.contents()[i]);
            if (slot >= 0) {
                known.set(slot);
            } else {
                missing.add(keys.ids()[i]);
            }
        }
        for (int slot = 0; slot < table.slots(); slot++) {
            if (table.isLive(slot) && !known.get(slot)) {
                table.remove(table.id(slot));
                index.changes().incrementAndGet();
            }
        }
        return missing.toArray();
    }

    /** With most of it new, the mean is taken before anything is put: a later one would make all bits anew. */
    private void startAnew(long[] ids) {
        int step = Math.max(1, ids.length / SAMPLE);
        long[] sample = new long[(ids.length + step - 1) / step];
        Arrays.setAll(sample, i -> ids[i * step]);
        MeanVector.Sum sum = new MeanVector.Sum(files.stamp().dimension());
        float[] vector = new float[files.stamp().dimension()];
        for (int from = 0; from < sample.length; from += BATCH) {
            source.read(Arrays.copyOfRange(sample, from, Math.min(from + BATCH, sample.length)),
                    (id, content, encoded) -> {
                        if (encoded.length == Int8Vector.length(vector.length)) {
                            Int8Vector.decode(encoded, 0, vector);
                            sum.add(vector);
                        }
                    });
        }
        RecordFile old = index.table().records();
        index.replace(files.newTable(new SignBits(sum.mean().mean()), ids.length), null);
        files.retire(old);
    }

    private void add(long[] ids) {
        VectorTable table = index.table();
        int dimension = files.stamp().dimension();
        source.read(ids, (id, content, encoded) -> {
            try {
                float[] vector = VectorIndex.requireUnit(Int8Vector.decode(encoded, dimension), dimension);
                table.put(id, content, encoded, table.signs().of(vector));
                index.changes().incrementAndGet();
            } catch (IllegalArgumentException e) {
                refused++;
            }
        });
    }
}
