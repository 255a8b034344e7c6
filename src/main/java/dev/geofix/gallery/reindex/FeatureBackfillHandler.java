package dev.geofix.gallery.reindex;

import dev.geofix.gallery.EncoderRetry;
import dev.geofix.gallery.Gallery;
import dev.geofix.gallery.GalleryJob;
import dev.geofix.gallery.GallerySettings;
import dev.geofix.gallery.GalleryStore;
import dev.geofix.gallery.StoredGallery;
import dev.geofix.gallery.TileFeatureExtractor;
import dev.geofix.gallery.TileRenewal;
import dev.geofix.gallery.TileRenewal.StoredPicture;
import dev.geofix.imaging.ImageRejectedException;
import dev.geofix.imaging.RgbImage;
import dev.geofix.inference.DecodeBulkhead;
import dev.geofix.jobs.Job;
import dev.geofix.jobs.JobContext;
import dev.geofix.jobs.JobHandler;
import dev.geofix.platform.GeofixSettings;
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

    private final GalleryStore galleries;
    private final TileFeatureExtractor extractor;
    private final DecodeBulkhead decoder;
    private final GallerySettings settings;
    private final GeofixSettings geofix;

    FeatureBackfillHandler(GalleryStore galleries, TileFeatureExtractor extractor, DecodeBulkhead decoder,
            GallerySettings settings, GeofixSettings geofix) {
        this.galleries = galleries;
        this.extractor = extractor;
        this.decoder = decoder;
        this.settings = settings;
        this.geofix = geofix;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public boolean needsOwnDataFolder() {
        return geofix.isGalleryLocal();
    }

    @Override
    public void run(Job job, JobContext context) {
        GalleryJob about = GalleryJob.of(job);
        StoredGallery stored = about.in(galleries);
        extractor.check(stored.gallery());
        TileRenewal renewal = galleries.tiles(stored).renewal();
        context.progress(0, stored.gallery().tiles(),
                "looking for damaged local features of '" + stored.gallery().name() + "'");
        renewal.dropDamagedFeatures(context::checkCancelled);
        PicturePass pass = new PicturePass(renewal::withoutFeatures, context);
        while (!pass.isThrough()) {
            context.checkCancelled();
            extractor.check(about.in(galleries).gallery());
            renewal.putFeatures(find(pass, context));
            Gallery now = about.in(galleries).gallery();
            context.progress(now.tilesWithFeatures(), now.tiles(), "finding local features of '" + now.name() + "'");
        }
        Gallery now = about.in(galleries).gallery();
        context.progress(now.tilesWithFeatures() + pass.refused(), now.tiles(),
                "%d of %d tiles of '%s' have local features"
                        .formatted(now.tilesWithFeatures(), now.tiles(), now.name()));
    }

    private Map<StoredPicture, LocalFeatures> find(PicturePass pass, JobContext context) {
        Map<StoredPicture, RgbImage> pictures = new LinkedHashMap<>();
        pass.next(settings.importBatch()).forEach((tile, image) -> {
            try {
                pictures.put(tile, EncoderRetry.whileBusy(context, () -> decoder.scaled(image, extractor::picture)));
            } catch (ImageRejectedException e) {
                pass.refuse(tile.id(), String.valueOf(e.getMessage()));
            }
        });
        List<LocalFeatures> features = extractor.of(List.copyOf(pictures.values()));
        Map<StoredPicture, LocalFeatures> found = new LinkedHashMap<>();
        pictures.keySet().forEach(tile -> found.put(tile, features.get(found.size())));
        return found;
    }
}
