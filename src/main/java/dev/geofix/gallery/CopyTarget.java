package dev.geofix.gallery;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A store that takes copies of galleries that lie in a data folder. A copied tile keeps the sequence number that it has there, which is far below those that this store draws itself: so it is known for ever
 * which tiles were copied, in which content, and which were put here. Every call can be made again after a failure, and what it has returned from is kept as by a {@link TileStore}.
 */
public interface CopyTarget {
    /**
     * The copy of a gallery, as far as it has come.
     *
     * @throws dev.geofix.platform.UserException when the gallery of that name is no copy of this one
     */
    Optional<StoredGallery> find(StoredGallery original);

    /** Begins a copy where no gallery of the name is: without tiles, otherwise as the original, down to the time when it was made. */
    StoredGallery begin(StoredGallery original);

    /**
     * Deletes a copy, to be made anew.
     *
     * @throws dev.geofix.platform.UserException when tiles were put here too, or it was embedded anew here
     */
    void discard(StoredGallery copy);

    Tiles tiles(StoredGallery copy);

    /** The tiles of a copy. */
    interface Tiles {
        /** Copied tiles after the given number, by number. */
        List<CopiedTile.Row> after(long sequence, int limit);

        /** How many were put here. */
        long others();

        /**
         * Keeps tiles under their numbers, in place of an older content that was copied.
         *
         * @return those in the way, which were put here and stay as they are
         */
        Map<TileId, Tile> put(List<CopiedTile> tiles);

        /** Keeps where copied tiles lie and what their attributes are now. */
        void describe(List<CopiedTile.Row> tiles);

        /** Keeps local features of copied tiles that have none. */
        void putFeatures(List<CopiedTile> tiles);

        /** Deletes copied tiles, as long as they are still of this content. */
        void delete(Collection<CopiedTile.Row> tiles);

        /** Copied tiles with all that belongs to them; without those that lack a picture or have gone. */
        List<CopiedTile> read(List<TileId> ids);
    }
}
