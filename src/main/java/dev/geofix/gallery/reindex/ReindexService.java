package dev.geofix.gallery.reindex;

import dev.geofix.gallery.GalleryJob;
import dev.geofix.gallery.GalleryName;
import dev.geofix.gallery.GalleryStore;
import dev.geofix.gallery.StoredGallery;
import dev.geofix.gallery.TileFeatureExtractor;
import dev.geofix.gallery.UnknownGalleryException;
import dev.geofix.inference.ModelRegistry;
import dev.geofix.inference.ModelVersion;
import dev.geofix.jobs.Job;
import dev.geofix.jobs.JobService;
import dev.geofix.platform.UserException;
import org.springframework.stereotype.Service;

/** Starts the jobs that make descriptors and local features anew. */
@Service
public class ReindexService {
    private final GalleryStore galleries;
    private final TileFeatureExtractor extractor;
    private final ModelRegistry models;
    private final JobService jobs;

    ReindexService(GalleryStore galleries, TileFeatureExtractor extractor, ModelRegistry models,
            JobService jobs) {
        this.galleries = galleries;
        this.extractor = extractor;
        this.models = models;
        this.jobs = jobs;
    }

    /**
     * Submits a job that embeds the gallery by the active model; one at a time, so asking again finds the job that is under way.
     *
     * @throws UserException when it is embedded by that model already
     */
    public Job reindex(GalleryName name) {
        StoredGallery stored = stored(name);
        ModelVersion active = models.active().version();
        if (active.equals(stored.gallery().model())) {
            throw new UserException("Gallery '" + name + "' is embedded by the active model " + active
                    + " already. To change to another model, activate that first: POST /api/v1/models/{version}/activate.");
        }
        return submitOnce(GalleryJob.REINDEX, GalleryJob.reindex(stored, active));
    }

    /**
     * Submits a job that finds local features of tiles that have none or damaged ones; likewise one at a time.
     *
     * @throws UserException when every tile has some and no damage has been met, or the gallery's tiles are to have none
     */
    public Job findLocalFeatures(GalleryName name) {
        StoredGallery stored = stored(name);
        extractor.check(stored.gallery());
        if (stored.gallery().tilesWithFeatures() >= stored.gallery().tiles()
                && !galleries.tiles(stored).renewal().hasMetDamage()) {
            throw new UserException("All " + stored.gallery().tiles() + " tiles of gallery '" + name
                    + "' have local features already.");
        }
        return submitOnce(FeatureBackfillHandler.KIND, GalleryJob.of(stored));
    }

    private synchronized Job submitOnce(String kind, GalleryJob wanted) {
        return jobs.unfinished(kind).stream().filter(job -> GalleryJob.of(job).equals(wanted)).findFirst()
                .orElseGet(() -> jobs.submit(kind, wanted));
    }

    private StoredGallery stored(GalleryName name) {
        return galleries.find(name).orElseThrow(() -> new UnknownGalleryException(name));
    }
}
