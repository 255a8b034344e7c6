package dev.geofix.vectorindex;

import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;

/** A store of record in memory. */
final class MemorySource implements VectorSource {
    private final Map<Long, Row> rows = new ConcurrentSkipListMap<>();
    private final AtomicLong asked = new AtomicLong();

    private record Row(long content, byte[] encoded) {}

    void put(long id, float[] vector) {
        put(id, 0, Int8Vector.encode(vector));
    }

    void put(long id, long content, byte[] encoded) {
        rows.put(id, new Row(content, encoded));
    }

    void remove(long id) {
        rows.remove(id);
    }

    /** Vectors that were asked for so far. */
    long asked() {
        return asked.get();
    }

    @Override
    public Keys keys() {
        return new Keys(rows.keySet().stream().mapToLong(Long::longValue).toArray(),
                rows.values().stream().mapToLong(Row::content).toArray());
    }

    @Override
    public void read(long[] ids, Reader reader) {
        for (long id : ids) {
            asked.incrementAndGet();
            Row row = rows.get(id);
            if (row != null) {
                reader.vector(id, row.content(), row.encoded());
            }
        }
    }
}
