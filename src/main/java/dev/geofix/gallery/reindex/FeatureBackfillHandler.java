package dev.geofix.gallery.reindex;

import dev.geofix.gallery.EncoderRetry;
import dev.geofix.gallery.Gallery;
import dev.geofix.gallery.GalleryJob;
import dev.geofix.gallery.GallerySettings;
import dev.geofix.gallery.GalleryStore;
import dev.geofix.gallery.LocalFeatureStore;
import dev.geofix.gallery.StoredGallery;
import dev.geofix.gallery.TileFeatureExtractor;
import dev.geofix.gallery.TileStore;
import dev.geofix.imaging.ImageRejectedException;
import dev.geofix.inference.DecodeBulkhead;
import dev.geofix.jobs.Job;
import dev.geofix.jobs.JobContext;
import dev.geofix.jobs.JobHandler;
import dev.geofix.platform.storage.WriteTransactions;
import dev.geofix.verification.LocalFeatures;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * Finds local features of tiles that have none or damaged ones, on the pictures that are kept of them. Each batch is committed by itself, so a job that was interrupted goes on where it was. Tiles
 * whose pictures cannot be used are listed and stay without.
 */
@Component
class FeatureBackfillHandler implements JobHandler {
    static final String KIND = "local-features";

    private static final int LOOKED_AT_TOGETHER = 500;

    private final GalleryStore galleries;
    private final TileStore tiles;
    private final LocalFeatureStore features;
    private final TileFeatureExtractor extractor;
    private final DecodeBulkhead decoder;
    private final WriteTransactions writes;
    private final GallerySettings settings;

    FeatureBackfillHandler(GalleryStore galleries, TileStore tiles, LocalFeatureStore features,
            TileFeatureExtractor extractor, DecodeBulkhead decoder, WriteTransactions writes,
            GallerySettings settings) {
        this.galleries = galleries;
        this.tiles = tiles;
        this.features = features;
        this.extractor = extractor;
        this.decoder = decoder;
        this.writes = writes;
        this.settings = settings;
    }

    @Override
    public String kind() {
        return KIND;
    }

    /** Galleries lie there. */
    @Override
    public boolean needsOwnDataFolder() {
        return true;
    }

    @Override
    public void run(Job job, JobContext context) {
        GalleryJob about = GalleryJob.of(job);
        StoredGallery stored = about.in(galleries);
        extractor.check(stored.gallery());
        dropDamaged(stored, context);
        PicturePass pass = new PicturePass(
                (after, limit) -> tiles.withoutFeatures(about.galleryId(), after, limit), context);
        while (!pass.isThrough()) {
            context.checkCancelled();
            extractor.check(about.in(galleries).gallery());
            Map<Long, LocalFeatures> found = find(pass, context);
            writes.run(() -> found.forEach(features::put));
            Gallery now = about.in(galleries).gallery();
            context.progress(now.tilesWithFeatures(), now.tiles(), "finding local features of '" + now.name() + "'");
        }
        Gallery now = about.in(galleries).gallery();
        context.progress(now.tilesWithFeatures() + pass.refused(), now.tiles(),
                "%d of %d tiles of '%s' have local features"
                        .formatted(now.tilesWithFeatures(), now.tiles(), now.name()));
    }

    /** Tiles with damaged ones have none from now on, and are among those that the pass finds. */
    private void dropDamaged(StoredGallery stored, JobContext context) {
        context.progress(0, stored.gallery().tiles(),
                "looking for damaged local features of '" + stored.gallery().name() + "'");
        List<Long> some = features.tiles(stored.id(), Long.MIN_VALUE, LOOKED_AT_TOGETHER);
        while (!some.isEmpty()) {
            context.checkCancelled();
            List<Long> damaged = features.damaged(some);
            if (!damaged.isEmpty()) {
                writes.run(() -> features.delete(damaged));
            }
            some = features.tiles(stored.id(), some.getLast(), LOOKED_AT_TOGETHER);
        }
    }

    private Map<Long, LocalFeatures> find(PicturePass pass, JobContext context) {
        Map<Long, LocalFeatures> found = new LinkedHashMap<>();
        pass.next(settings.importBatch()).forEach((tile, image) -> {
            try {
                found.put(tile.sequence(),
                        extractor.of(EncoderRetry.whileBusy(context, () -> decoder.scaled(image, extractor::picture))));
            } catch (ImageRejectedException e) {
                pass.refuse(tile.id(), String.valueOf(e.getMessage()));
            }
        });
        return found;
    }
}
