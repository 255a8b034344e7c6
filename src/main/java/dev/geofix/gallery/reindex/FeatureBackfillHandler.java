package dev.geofix.gallery.reindex;

import dev.geofix.gallery.EncoderRetry;
import dev.geofix.gallery.Gallery;
import dev.geofix.gallery.GallerySettings;
import dev.geofix.gallery.GalleryStore;
import dev.geofix.gallery.JobGallery;
import dev.geofix.gallery.LocalFeatureStore;
import dev.geofix.gallery.PictureStore;
import dev.geofix.gallery.TileFeatures;
import dev.geofix.imaging.ImageRejectedException;
import dev.geofix.inference.DecodeBulkhead;
import dev.geofix.jobs.Job;
import dev.geofix.jobs.JobContext;
import dev.geofix.jobs.JobHandler;
import dev.geofix.platform.storage.WriteTransactions;
import dev.geofix.verification.LocalFeatures;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * Finds local features of tiles that have none, on the pictures that are kept of them. Each batch is committed by itself, so a job that was interrupted goes on where it was. Tiles
 * whose pictures cannot be used are listed and stay without.
 */
@Component
class FeatureBackfillHandler implements JobHandler {
    static final String KIND = "local-features";

    private final GalleryStore galleries;
    private final PictureStore pictures;
    private final LocalFeatureStore store;
    private final TileFeatures features;
    private final DecodeBulkhead decoder;
    private final WriteTransactions writes;
    private final GallerySettings settings;

    FeatureBackfillHandler(GalleryStore galleries, PictureStore pictures, LocalFeatureStore store,
            TileFeatures features, DecodeBulkhead decoder, WriteTransactions writes, GallerySettings settings) {
        this.galleries = galleries;
        this.pictures = pictures;
        this.store = store;
        this.features = features;
        this.decoder = decoder;
        this.writes = writes;
        this.settings = settings;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public void run(Job job, JobContext context) {
        JobGallery about = JobGallery.of(job);
        PicturePass pass = new PicturePass(
                (after, limit) -> pictures.withoutFeatures(about.galleryId(), after, limit), context);
        while (!pass.isThrough()) {
            context.checkCancelled();
            features.check(about.in(galleries).gallery());
            Map<Long, LocalFeatures> found = find(pass, context);
            writes.run(() -> found.forEach(store::put));
            Gallery now = about.in(galleries).gallery();
            context.progress(now.tilesWithFeatures(), now.tiles(), "finding local features of '" + now.name() + "'");
        }
        Gallery now = about.in(galleries).gallery();
        context.progress(now.tilesWithFeatures() + pass.refused(), now.tiles(),
                "%d of %d tiles of '%s' have local features"
                        .formatted(now.tilesWithFeatures(), now.tiles(), now.name()));
    }

    private Map<Long, LocalFeatures> find(PicturePass pass, JobContext context) {
        Map<Long, LocalFeatures> found = new LinkedHashMap<>();
        pass.next(settings.importBatch()).forEach((tile, image) -> {
            try {
                found.put(tile.sequence(),
                        features.of(EncoderRetry.whileBusy(context, () -> decoder.scaled(image, features::picture))));
            } catch (ImageRejectedException e) {
                pass.refuse(tile.id(), String.valueOf(e.getMessage()));
            }
        });
        return found;
    }
}
