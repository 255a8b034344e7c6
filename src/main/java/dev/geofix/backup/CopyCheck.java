package dev.geofix.backup;

import dev.geofix.gallery.CopiedTile;
import dev.geofix.gallery.CopyTarget;
import dev.geofix.gallery.StoredGallery;
import dev.geofix.gallery.TileId;
import dev.geofix.gallery.embedded.DataFolderGalleries;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** Compares a copy with its gallery: the rows of all tiles, and of some, drawn by chance, every byte. */
final class CopyCheck implements SideBySide.Visitor {
    /** Tiles of which every byte is compared. */
    private static final int DRAWN = 100;
    private static final int READ_TOGETHER = 20;
    private static final int NAMED = 10;

    private final StoredGallery gallery;
    private final DataFolderGalleries folder;
    private final CopyTarget.Tiles copy;
    private final ClusterPatience patience;
    private final Set<TileId> excepted;
    private final Random random = new Random();
    private final List<CopiedTile.Row> drawn = new ArrayList<>();
    private final List<String> differences = new ArrayList<>();
    private final List<String> wrong = new ArrayList<>();
    private long differing;
    private long inFolder;
    private long inCopy;
    private long inBoth;

    /**
     * @param inFolder tiles
     * @param inCopy those that were copied
     * @param compared of how many every byte was
     * @param differing how many rows differ, which may be of a change in the folder just now
     * @param differences the first of them, sentences without a full stop
     * @param wrong copies that are not what the folder has under the same number, likewise
     */
    record Result(long inFolder, long inCopy, int compared, long differing, List<String> differences,
            List<String> wrong) {}

    /** @param excepted tiles that are known to differ */
    CopyCheck(StoredGallery gallery, DataFolderGalleries folder, CopyTarget.Tiles copy, ClusterPatience patience,
            Set<TileId> excepted) {
        this.gallery = gallery;
        this.folder = folder;
        this.copy = copy;
        this.patience = patience;
        this.excepted = excepted;
    }

    Result run() {
        new SideBySide(gallery, folder, copy, patience).walk(this);
        int compared = 0;
        for (int from = 0; from < drawn.size(); from += READ_TOGETHER) {
            compared += compare(drawn.subList(from, Math.min(drawn.size(), from + READ_TOGETHER)));
        }
        return new Result(inFolder, inCopy, compared, differing, differences, wrong);
    }

    @Override
    public void onlyInFolder(CopiedTile.Row row) {
        inFolder++;
        differs(row.tile().id(), "is not in the copy");
    }

    @Override
    public void onlyInCopy(CopiedTile.Row row) {
        inCopy++;
        differs(row.tile().id(), "is in the copy, and no longer in the folder with this content");
    }

    @Override
    public void inBoth(CopiedTile.Row folders, CopiedTile.Row copies) {
        inFolder++;
        inCopy++;
        if (!folders.isSameContent(copies)) {
            differs(folders.tile().id(), "has another content in the copy");
        } else if (!folders.tile().equals(copies.tile())) {
            differs(folders.tile().id(), "has another place or other attributes in the copy");
        } else if (folders.hasFeatures() && !copies.hasFeatures()) {
            differs(folders.tile().id(), "has no local features in the copy");
        } else if (!excepted.contains(folders.tile().id())) {
            draw(folders);
        }
    }

    /** Each of all tiles is drawn with the same chance (algorithm R, Vitter 1985). */
    private void draw(CopiedTile.Row row) {
        inBoth++;
        if (drawn.size() < DRAWN) {
            drawn.add(row);
        } else {
            long place = random.nextLong(inBoth);
            if (place < DRAWN) {
                drawn.set((int) place, row);
            }
        }
    }

    private int compare(List<CopiedTile.Row> rows) {
        DataFolderGalleries.Contents contents = folder.read(gallery, rows);
        Map<TileId, CopiedTile> copies = new HashMap<>();
        List<TileId> ids = contents.sound().stream().map(tile -> tile.tile().id()).toList();
        patience.call(() -> copy.read(ids)).forEach(tile -> copies.put(tile.tile().id(), tile));
        contents.damaged().forEach(damage -> wrong.add(damage.problem()));
        for (CopiedTile tile : contents.sound()) {
            CopiedTile other = copies.get(tile.tile().id());
            String difference = other == null ? "its picture" : tile.differenceTo(other);
            if (difference != null) {
                wrong.add(named(tile.tile().id()) + " differs from its copy: " + difference
                        + ". Delete it in the cluster and run this again");
            }
        }
        return contents.sound().size();
    }

    private void differs(TileId tile, String how) {
        if (!excepted.contains(tile) && ++differing <= NAMED) {
            differences.add(named(tile) + " " + how);
        }
    }

    private String named(TileId tile) {
        return "tile '" + tile + "' of gallery '" + gallery.gallery().name() + "'";
    }
}
