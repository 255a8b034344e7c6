package dev.geofix.ingest.source;

import dev.geofix.gallery.NewTile;
import java.io.IOException;
import java.util.OptionalLong;

/**
 * Where an import takes its tiles from: pictures of known place in the same order at every reading, so that an interrupted import
 * goes on by reading again.
 */
public interface TileSource extends AutoCloseable {
    /** Items that {@link #read} will give, refused ones included; empty when only the end will tell. */
    OptionalLong total();

    /** What was chosen where the source left a choice, for the job's message; empty where there was none. */
    default String remark() {
        return "";
    }

    /** As {@link #read(Shard, Sink)}, all of it. */
    default void read(Sink sink) throws IOException {
        read(Shard.WHOLE, sink);
    }

    /**
     * Gives every item of a shard to the sink, one at a time, on the caller's thread. What concerns one item alone is refused there and the reading goes
     * on. Pictures of other shards are neither read nor cut: a source that is read once for each of its shards gives every item once.
     *
     * @throws IOException when the source itself cannot be read any further
     */
    void read(Shard shard, Sink sink) throws IOException;

    @Override
    void close() throws IOException;

    /** Takes what a source finds. All of these may end the reading with an unchecked exception, as a cancelled job does. */
    interface Sink {
        /** @param item names the tile to the source's owner, such as a row, an entry or a tile's address */
        void tile(String item, NewTile tile);

        /** @param reason a part of a sentence that says what is wrong with the item */
        void refuse(String item, String reason);

        /** An item that is counted in {@link TileSource#total()} and holds nothing to import, such as a square without data: no fault. */
        default void skip(String item) {}
    }
}
