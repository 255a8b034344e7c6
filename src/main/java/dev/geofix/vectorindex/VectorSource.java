package dev.geofix.vectorindex;

/** The store of record, as an index needs it: what it holds, and the vectors by number. Called from any thread. */
public interface VectorSource {
    /** Every vector's id and content, in ascending order of the ids. */
    Keys keys();

    /** Gives the vectors of these ids, in any order; those that are no longer there are left out. */
    void read(long[] ids, Reader reader);

    /**
     * Ids, and beside each a digest of what its vector was made of: equal ids with equal contents have equal vectors, even when the
     * store was put back to an older state in between and has given the same id out twice.
     */
    record Keys(long[] ids, long[] contents) {
        public Keys {
            if (ids.length != contents.length) {
                throw new IllegalArgumentException(ids.length + " ids with " + contents.length + " contents");
            }
        }
    }

    @FunctionalInterface
    interface Reader {
        /** @param encoded by {@link Int8Vector} */
        void vector(long id, long content, byte[] encoded);
    }
}
