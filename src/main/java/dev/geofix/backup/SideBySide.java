package dev.geofix.backup;

import dev.geofix.gallery.CopiedTile;
import dev.geofix.gallery.CopyTarget;
import dev.geofix.gallery.StoredGallery;
import dev.geofix.gallery.embedded.DataFolderGalleries;
import java.util.List;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/** Goes through a gallery and its copy by the numbers of their tiles, a page of rows in memory. */
final class SideBySide {
    private static final int PAGE = 1000;

    private final StoredGallery gallery;
    private final DataFolderGalleries folder;
    private final CopyTarget.Tiles copy;
    private final ClusterPatience patience;

    SideBySide(StoredGallery gallery, DataFolderGalleries folder, CopyTarget.Tiles copy, ClusterPatience patience) {
        this.gallery = gallery;
        this.folder = folder;
        this.copy = copy;
        this.patience = patience;
    }

    /** Hears of each number once, in their order; may change the copy at numbers that it has heard of. */
    interface Visitor {
        void onlyInFolder(CopiedTile.Row row);

        void onlyInCopy(CopiedTile.Row row);

        void inBoth(CopiedTile.Row inFolder, CopiedTile.Row inCopy);
    }

    void walk(Visitor visitor) {
        Rows folders = new Rows(after -> folder.after(gallery, after, PAGE));
        Rows copies = new Rows(after -> patience.call(() -> copy.after(after, PAGE)));
        CopiedTile.Row one = folders.next();
        CopiedTile.Row other = copies.next();
        while (one != null || other != null) {
            if (one != null && (other == null || one.sequence() < other.sequence())) {
                visitor.onlyInFolder(one);
                one = folders.next();
            } else if (other != null && (one == null || other.sequence() < one.sequence())) {
                visitor.onlyInCopy(other);
                other = copies.next();
            } else if (one != null && other != null) {
                visitor.inBoth(one, other);
                one = folders.next();
                other = copies.next();
            }
        }
    }

    /** Pages of rows. A page is read when the one before is used up, so it begins beyond all that was heard of; when there is none it stays so. */
    private static final class Rows {
        private final LongFunction<List<CopiedTile.Row>> pages;
        private List<CopiedTile.Row> page = List.of();
        private int at;
        private long last = Long.MIN_VALUE;
        private boolean ended;

        Rows(LongFunction<List<CopiedTile.Row>> pages) {
            this.pages = pages;
        }

        CopiedTile.@Nullable Row next() {
            if (at == page.size() && !ended) {
                page = pages.apply(last);
                at = 0;
                ended = page.isEmpty();
            }
            if (ended) {
                return null;
            }
            CopiedTile.Row row = page.get(at++);
            last = row.sequence();
            return row;
        }
    }
}
