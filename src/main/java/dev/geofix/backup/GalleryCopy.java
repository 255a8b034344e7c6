package dev.geofix.backup;

import dev.geofix.gallery.CopiedTile;
import dev.geofix.gallery.CopyTarget;
import dev.geofix.gallery.StoredGallery;
import dev.geofix.gallery.Tile;
import dev.geofix.gallery.TileId;
import dev.geofix.gallery.embedded.DataFolderGalleries;
import dev.geofix.platform.UserException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Makes the copy of a gallery equal to the gallery. Both are read by their tiles' numbers, side by side: what only the folder has is copied, what only the copy has was deleted or replaced in the folder and
 * goes. So it needs no memory of an earlier run, and begins after whatever that has done. What was put in the cluster is not looked at, and stays.
 */
final class GalleryCopy implements SideBySide.Visitor {
    private static final int BATCH = 100;

    private final StoredGallery gallery;
    private final DataFolderGalleries folder;
    private final CopyTarget.Tiles copy;
    private final ClusterPatience patience;
    private final CopyLog log;

    private final List<CopiedTile.Row> lacking = new ArrayList<>();
    private final List<CopiedTile.Row> surplus = new ArrayList<>();
    /** Of the copy, where the folder has another content under the number. */
    private final List<CopiedTile.Row> renumbered = new ArrayList<>();
    private final List<CopiedTile.Row> moved = new ArrayList<>();
    private final List<CopiedTile.Row> featureless = new ArrayList<>();
    /** Tiles of which the copy cannot be equal, for a reason that was told. */
    private final Set<TileId> excepted = new HashSet<>();
    private long done;
    private Counts counts = new Counts(0, 0, 0, 0);

    /**
     * @param added contents that were copied
     * @param changed tiles whose place, attributes or local features were brought up to date
     * @param deleted tiles that the folder no longer has
     * @param inTheWay tiles that were put in the cluster under the same ids, with the same content
     */
    record Counts(long added, long changed, long deleted, long inTheWay) {}

    GalleryCopy(StoredGallery gallery, DataFolderGalleries folder, CopyTarget.Tiles copy, ClusterPatience patience,
            CopyLog log) {
        this.gallery = gallery;
        this.folder = folder;
        this.copy = copy;
        this.patience = patience;
        this.log = log;
    }

    /** @throws UserException when the gallery was deleted in the folder, or switched to another model, meanwhile */
    Counts run() {
        log.begin(gallery.gallery().name(), gallery.gallery().tiles());
        new SideBySide(gallery, folder, copy, patience).walk(this);
        flush();
        log.step(done, counts.added(), true);
        return counts;
    }

    /** Tiles that need not be alike: each was told. */
    Set<TileId> excepted() {
        return excepted;
    }

    @Override
    public void onlyInFolder(CopiedTile.Row row) {
        lacking.add(row);
        done++;
        flushFull();
    }

    @Override
    public void onlyInCopy(CopiedTile.Row row) {
        surplus.add(row);
        flushFull();
    }

    @Override
    public void inBoth(CopiedTile.Row inFolder, CopiedTile.Row inCopy) {
        done++;
        if (!inFolder.isSameContent(inCopy)) {
            renumbered.add(inCopy);
            lacking.add(inFolder);
        } else {
            if (!inFolder.tile().equals(inCopy.tile())) {
                moved.add(inFolder);
            }
            if (inFolder.hasFeatures() && !inCopy.hasFeatures()) {
                featureless.add(inFolder);
            }
        }
        flushFull();
    }

    private void flushFull() {
        if (lacking.size() >= BATCH || surplus.size() >= BATCH || moved.size() >= BATCH
                || featureless.size() >= BATCH) {
            flush();
        }
        log.step(done, counts.added(), false);
    }

    /** What is deleted goes first, since its number may be given anew. */
    private void flush() {
        List<CopiedTile.Row> gone = new ArrayList<>(renumbered);
        Set<TileId> present = folder.present(gallery, surplus.stream().map(row -> row.tile().id()).toList());
        // One that has another content in the folder is replaced when its new number comes, so that it is never missing.
        surplus.stream().filter(row -> !present.contains(row.tile().id())).forEach(gone::add);
        if (!gone.isEmpty()) {
            patience.run(() -> copy.delete(gone));
        }
        long inTheWay = lacking.isEmpty() ? 0 : put();
        if (!moved.isEmpty()) {
            patience.run(() -> copy.describe(moved));
        }
        if (!featureless.isEmpty()) {
            List<CopiedTile> sound = read(featureless);
            patience.run(() -> copy.putFeatures(sound));
        }
        counts = new Counts(counts.added(), counts.changed() + moved.size() + featureless.size(),
                counts.deleted() + gone.size() - renumbered.size(), counts.inTheWay() + inTheWay);
        List.of(lacking, surplus, renumbered, moved, featureless).forEach(List::clear);
    }

    /** @return how many were there already with the same content, put by somebody else */
    private long put() {
        List<CopiedTile> sound = read(lacking);
        Map<TileId, Tile> inTheWay = sound.isEmpty() ? Map.of() : patience.call(() -> copy.put(sound));
        counts = new Counts(counts.added() + sound.size() - inTheWay.size(), counts.changed(), counts.deleted(),
                counts.inTheWay());
        Map<TileId, String> contents = new HashMap<>();
        sound.forEach(tile -> contents.put(tile.tile().id(), tile.tile().contentHash()));
        long same = 0;
        for (Map.Entry<TileId, Tile> other : inTheWay.entrySet()) {
            excepted.add(other.getKey());
            if (other.getValue().contentHash().equals(contents.get(other.getKey()))) {
                same++;
            } else {
                log.error("tile '" + other.getKey() + "' of gallery '" + gallery.gallery().name()
                        + "' was put in the cluster with another content, which stays. To have the folder's, delete it there and run this again");
            }
        }
        return same;
    }

    private List<CopiedTile> read(List<CopiedTile.Row> rows) {
        DataFolderGalleries.Contents contents = folder.read(gallery, rows);
        if (!contents.damaged().isEmpty()) {
            checkModel();
        }
        contents.damaged().forEach(damage -> {
            if (excepted.add(damage.tile())) {
                log.error(damage.problem());
            }
        });
        return contents.sound();
    }

    /** Descriptors go when a gallery is switched to another model. */
    private void checkModel() {
        if (folder.list().stream().noneMatch(now -> now.id() == gallery.id()
                && now.gallery().model().equals(gallery.gallery().model()))) {
            throw new UserException(UserException.Kind.CONFLICT, "Gallery '" + gallery.gallery().name()
                    + "' was deleted in the folder, or embedded anew, while it was copied. Run this again.");
        }
    }
}
