package dev.geofix.ingest.source;

/**
 * One of several parts of a source, told apart by what identifies their tiles and not by where they stand: a tile belongs to the same shard at every reading, whatever else comes or goes meanwhile.
 *
 * @param number counted from 0
 * @param of how many shards there are
 */
public record Shard(int number, int of) {
    public static final Shard WHOLE = new Shard(0, 1);

    public Shard {
        if (of < 1 || number < 0 || number >= of) {
            throw new IllegalArgumentException("there is no shard " + number + " of " + of);
        }
    }

    public boolean isWhole() {
        return of == 1;
    }

    /** @param item the same for all that could be the same tile */
    public boolean has(String item) {
        return of == 1 || Integer.remainderUnsigned(mixed(item.hashCode()), of) == number;
    }

    /** MurmurHash3's finalizer: names of neighbouring tiles have hashes in a row, which some numbers of shards would deal out unevenly. */
    private static int mixed(int hash) {
        int mixed = hash;
        mixed = (mixed ^ mixed >>> 16) * 0x85ebca6b;
        mixed = (mixed ^ mixed >>> 13) * 0xc2b2ae35;
        return mixed ^ mixed >>> 16;
    }
}
