package dev.geofix.gallery.reindex;

import dev.geofix.gallery.TileId;
import dev.geofix.gallery.TileRenewal.StoredPicture;
import dev.geofix.jobs.JobContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A job's one pass over the tiles of a gallery that something is to be made for from their pictures, in the order of their sequence numbers: new tiles come last. It names
 * in the job those whose pictures cannot be used.
 */
final class PicturePass {
    /** Gives the tiles for which it has not been made. */
    interface Lacking {
        /** @param after sequence number */
        List<StoredPicture> tiles(long after, int limit);
    }

    private final Lacking lacking;
    private final JobContext context;
    private long reached = Long.MIN_VALUE;
    private long refused;

    PicturePass(Lacking lacking, JobContext context) {
        this.lacking = lacking;
        this.context = context;
    }

    boolean isThrough() {
        return lacking.tiles(reached, 1).isEmpty();
    }

    /** The sound ones of the next tiles with their pictures, so none at all when these are all damaged. */
    Map<StoredPicture, byte[]> next(int size) {
        Map<StoredPicture, byte[]> sound = new LinkedHashMap<>();
        for (StoredPicture tile : lacking.tiles(reached, size)) {
            reached = tile.sequence();
            byte[] image = tile.image();
            if (image != null) {
                sound.put(tile, image);
            } else {
                refuse(tile.id(), "its picture in the store is damaged");
            }
        }
        return sound;
    }

    void refuse(TileId tile, String reason) {
        refused++;
        context.refuse("tile " + tile, reason);
    }

    /** Tiles whose pictures could not be used in this pass. */
    long refused() {
        return refused;
    }
}
